import pytest


@pytest.mark.django_db
def test_the_front_page_sets_no_cookie(client):
    response = client.get("/en/")
    assert response.status_code == 200
    assert not response.cookies
