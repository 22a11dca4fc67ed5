"""What a test whose transactions are true ones leaves to the next: what the migrations made, and nothing else."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import TransactionTestCase

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_tables_are_emptied_and_the_groups_are_what_they_were(chief: Any, write_story: Any) -> None:
    def rights() -> list[Any]:
        return list(Group.objects.order_by("pk").values_list("pk", "name", "permissions"))

    before, kinds = rights(), set(ContentType.objects.values_list("pk", "model"))
    write_story(created_by=chief)
    Group.objects.get(name="chief").permissions.clear()
    Group.objects.filter(name="editor").delete()
    Permission.objects.first().delete()
    TransactionTestCase._fixture_teardown(None)
    assert rights() == before
    assert set(ContentType.objects.values_list("pk", "model")) == kinds
    made = {ContentType, Permission, Group, Group.permissions.through}
    models = [model for model in apps.get_models(include_auto_created=True) if model not in made]
    assert [model for model in models if model._base_manager.exists()] == []
    Group.objects.create(name="photographers")
