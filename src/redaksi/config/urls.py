"""Every address: desk first, then what readers ask for."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("desk/", include("redaksi.desk.doorurls")),
    path("desk/", include(wagtailadmin_urls)),
    path("", include("redaksi.syndication.urls")),
    path("", include("redaksi.portal.urls")),
]
