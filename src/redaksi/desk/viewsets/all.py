"""Every viewset of the desk, in the order of its menu."""

from redaksi.desk.viewsets.adverts import AdvertViewSet
from redaksi.desk.viewsets.editions import EditionViewSet
from redaksi.desk.viewsets.fronts import CollectionViewSet, RailViewSet
from redaksi.desk.viewsets.log import LogGroup
from redaksi.desk.viewsets.partners import PartnerViewSet
from redaksi.desk.viewsets.people import PeopleGroup
from redaksi.desk.viewsets.search import SearchGroup
from redaksi.desk.viewsets.sections import (
    NewspaperViewSet,
    PagesGroup,
    SectionViewSet,
    TopicViewSet,
)
from redaksi.desk.viewsets.sources import SourceViewSet
from redaksi.desk.viewsets.stories import StoryViewSet

CHOSEN = (StoryViewSet, PeopleGroup, SectionViewSet, TopicViewSet)
OTHERS = (
    EditionViewSet, PartnerViewSet, PagesGroup, SearchGroup, LogGroup, NewspaperViewSet,
    CollectionViewSet, RailViewSet, SourceViewSet, AdvertViewSet,
)  # fmt: skip
