"""What a person may do is asked in one question, and answered as Django would in two."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "chief", "stranger"])
def test_a_person_has_the_rights_of_the_groups_and_those_of_ones_own(
    role, request, django_assert_num_queries, django_user_model
) -> None:
    person = request.getfixturevalue(role)
    person.user_permissions.add(Permission.objects.get(codename="delete_group"))
    django, known = ModelBackend(), django_user_model.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        rights = known.get_all_permissions()
        assert known.has_perm("auth.delete_group") and not known.has_perm("auth.add_group")
    assert rights == django.get_user_permissions(person) | django.get_group_permissions(person)


def test_a_superuser_has_every_right_and_somebody_who_left_none(chief, django_user_model) -> None:
    django_user_model.objects.filter(pk=chief.pk).update(is_superuser=True)
    root = django_user_model.objects.get(pk=chief.pk)
    assert len(root.get_all_permissions()) == Permission.objects.count()
    root.is_active = False
    assert root.get_all_permissions() == set()
    assert not root.has_perm("articles.view_article")
