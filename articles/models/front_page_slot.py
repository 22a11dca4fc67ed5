"""What stands where on the front page."""

from collections.abc import Iterable, Mapping
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models.article import Moment


class FrontPageSlotQuerySet(models.QuerySet):
    """Slots by time."""

    def showing(self, at: Moment | None = None) -> Self:
        """Return the slots that are on the front page at a moment (now unless given), best place first."""
        moment = at or clock.now()
        begun = models.Q(shows_from=None) | models.Q(shows_from__lte=moment)
        not_ended = models.Q(shows_until=None) | models.Q(shows_until__gt=moment)
        return self.filter(begun, not_ended)

    @transaction.atomic
    def arrange(self, order: Mapping[str, Iterable[int]]) -> bool:
        """Put slots in the zones and the order that are given by number; return whether anything moved.

        Slots that are not named come after, as they stood. Raises ``ValidationError`` where a story would stand in
        a zone twice.
        """
        slots: dict[int, FrontPageSlot] = {slot.pk: slot for slot in self.select_for_update()}
        named = {zone: [slots[pk] for pk in dict.fromkeys(keys) if pk in slots] for zone, keys in order.items()}
        placed = {slot.pk for of_zone in named.values() for slot in of_zone}
        moved: list[FrontPageSlot] = []
        for zone in FrontPageSlot.Zone.values:
            rest = [slot for slot in slots.values() if slot.zone == zone and slot.pk not in placed]
            there = [*named.get(zone, []), *rest]
            if len({slot.article_id for slot in there}) < len(there):
                raise ValidationError(_("This story stands in this zone already."))
            for position, slot in enumerate(there, 1):
                if (slot.zone, slot.position) != (zone, position):
                    slot.zone, slot.position = zone, position
                    moved.append(slot)
        for slot in moved:
            slot.save(update_fields=["zone", "position"])
        return bool(moved)


class FrontPageSlot(models.Model):
    """A story in a place of the front page, for a time."""

    class Zone(models.TextChoices):
        """The parts of the front page that editors fill."""

        LEAD = "lead", _("lead")
        GRID = "grid", _("grid")

    zone = models.CharField(_("zone"), max_length=10, choices=Zone, default=Zone.GRID)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="slots"
    )
    headline = models.CharField(
        _("headline in this place"), max_length=200, blank=True, help_text=_("Left empty, the story's own is shown.")
    )
    shows_from = models.DateTimeField(_("from"), null=True, blank=True)
    shows_until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = FrontPageSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page slot")
        verbose_name_plural = _("front page")
        ordering = ["-zone", "position", "-shows_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "article"],
                name="slot_story_once_per_zone",
                violation_error_message=_("This story stands in this zone already."),
            ),
            models.CheckConstraint(condition=models.Q(zone__in=["lead", "grid"]), name="slot_zone_is_known"),
            models.CheckConstraint(
                condition=models.Q(shows_from=None)
                | models.Q(shows_until=None)
                | models.Q(shows_until__gt=models.F("shows_from")),
                name="slot_ends_after_it_begins",
                violation_error_message=_("“Until” comes after “from”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_zone_display()} {self.position}: {self.headline or self.article}"
