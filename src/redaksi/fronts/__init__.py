"""Fronts: who decided what stands where on the home page and on the pages of sections.

A front is made of containers; each is filled with what a curator picked and, behind that, by a
rule. What is being arranged (the draft) and what readers see (the launched) are kept apart, and
every launch is a version. Collections and the order of rails live here too. It refuses story text,
rendering, and any question to popular or search: candidates from there are handed in.
"""
