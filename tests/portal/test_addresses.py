import pytest
from django.test import Client
from tests.portal.newspaper import small_newspaper

pytestmark = pytest.mark.django_db


def test_front(client: Client) -> None:
    small = small_newspaper(12)
    for path in ("/", "/ekonomi/", small.stories[-1].url):
        response = client.get(path)
        print(path, response.status_code, response.headers, len(response.content))
        assert response.status_code == 200
