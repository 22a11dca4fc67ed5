"""The picture library."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import image_pages, lookups
from articles.admin.base import DeskAdmin, desk_script
from articles.admin.display import NOTHING, day
from articles.admin.image_filters import LacksFilter, RightsFilter, UseFilter
from articles.forms import ImageForm
from articles.images import library
from articles.images.shown import plain_cut
from articles.images.usage import Usage, usage_of
from articles.models import Image
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import as_written, headline_of

CROPS = {"wide": "16:9", "square": "1:1", "classic": "4:3"}


@admin.action(description=_("Describe together…"))
def describe(model_admin: Any, request: HttpRequest, images: Any) -> HttpResponse:
    """Go to the page on which the chosen pictures are described."""
    return HttpResponseRedirect(image_pages.describe_address(images[: image_pages.AT_ONCE]))


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    """Pictures with what they show, whose they are, how long we may use them and where they stand."""

    form = ImageForm
    list_display = ["name_shown", "credit", "size_shown", "created_at"]
    list_filter = [RightsFilter, UseFilter, LacksFilter, "created_at", ("source", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["source"]
    list_per_page = 48
    search_help_text = _("Words of the caption, the alternative text, the credit, the place or the source.")
    actions = [describe]
    readonly_fields = ["focal_shown", "size_shown", "warnings_shown", "used_shown"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["file", "focal_shown", ("focal_x", "focal_y")], "classes": ["part-file"]}),
        (_("What it shows"), {"fields": ["alt", "caption", "place"]}),
        (_("Credit and rights"), {"fields": ["credit", "source", "rights_note", "rights_expire_on"]}),
        (_("Use"), {"fields": ["used_shown", ("size_shown", "warnings_shown")]}),
    ]

    @property
    def media(self) -> Media:
        """The scripts of the form, and the one that picks the focal point."""
        return super().media + Media(js=[desk_script("pictures-focal")])  # type: ignore[list-item]

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Let people change what the library lets them change."""
        return library.may_change(request.user, obj)

    def get_urls(self) -> list[Any]:
        """Add the search behind the fields that choose a picture, and the pages for many pictures."""
        own = self.admin_site.admin_view
        return [
            path("lookup/", own(lookups.images), name="articles_image_lookup"),
            path("upload/", own(self.page_view), {"page": image_pages.upload}, name="articles_image_upload"),
            path("describe/", own(self.page_view), {"page": image_pages.describe}, name="articles_image_describe"),
            *super().get_urls(),
        ]

    def page_view(self, request: HttpRequest, page: Any) -> HttpResponse:
        """Show one of the pages for many pictures."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": super().media}
        return page(request, context)

    # The list

    def get_ordering(self, request: HttpRequest) -> Any:
        """Put first, where rights are asked for, those that end soonest."""
        return ["rights_expire_on", "-id"] if request.GET.get("rights") in ("ending", "over", "dated") else ["-id"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Add to each picture of the page where it is used."""
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "cl" in context:
            usage = usage_of(context["cl"].result_list)
            context["cards"] = [
                {"image": image, "usage": usage[image.pk], "lacks": _lacks(image), "ends": _rights(image)}
                for image in context["cl"].result_list
            ]
            context["ending"] = Image.objects.rights_end_within(30).count()
        return response

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Leave out what only a stored picture has."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:-1]

    def get_form(self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Say of the file what another one would do."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.not_kept = getattr(request, "not_kept", None)
        if obj is not None and "file" in form.base_fields:
            form.base_fields["file"].label = _("Replace the file")
            form.base_fields["file"].help_text = _(
                "Wherever the picture is used, the new file is shown instead; the old one is deleted."
            )
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form again, with what was typed, when its picture could not be kept."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as problem:
            request.not_kept = problem  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """Save by the library's verbs."""
        if not change:
            library.add(obj, request.user)
        elif library.change(obj, request.user):
            self.message_user(request, _("The file was replaced wherever the picture is used."), messages.SUCCESS)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Refuse to tear holes into stories: a picture that is used is not deleted."""
        to_delete, counts, permissions, protected = super().get_deleted_objects(objs, request)
        usage = usage_of(objs)
        used = [link for image in objs for link in _links(usage[image.pk])]
        counts = {name: count for name, count in counts.items() if name in (self.opts.verbose_name_plural,)}
        names = [as_written(str(image)) for image in objs]
        return names or to_delete, counts, permissions, [*protected, *used]

    @admin.display(description=_("Focal point"))
    def focal_shown(self, image: Image) -> SafeString:
        """Return the picture with its focal point and how it is cut around it."""
        crops = [(name, ratio, _cut_address(image, name)) for name, ratio in CROPS.items()]
        suggested = library.suggested_focal(image) if image.pk else None
        context = {"image": image, "crops": crops, "suggested": suggested}
        return SafeString(render_to_string("admin/articles/image/focal.html", context))

    @admin.display(description=_("shows"))
    def name_shown(self, image: Image) -> SafeString:
        """Return what the picture shows."""
        return as_written(str(image))

    @admin.display(description=_("size"))
    def size_shown(self, image: Image) -> SafeString:
        """Return width and height in pixels."""
        return format_html('<bdi dir="ltr">{}×{}</bdi>', image.width, image.height)

    @admin.display(description=_("missing"))
    def warnings_shown(self, image: Image) -> SafeString | str:
        """Return what the picture lacks before it can be used."""
        lacks = _lacks(image) + ([str(_("rights have ended"))] if image.rights_ended() else [])
        return format_html('<span class="status status-warning">{}</span>', "، ".join(lacks)) if lacks else NOTHING

    @admin.display(description=_("Where it is used"))
    def used_shown(self, image: Image) -> SafeString | str:
        """Return links to the stories and authors that show the picture."""
        links = _links(usage_of([image])[image.pk])
        return (
            format_html(
                '<ul class="picture-uses">{}</ul>', format_html_join("", "<li>{}</li>", ((link,) for link in links))
            )
            if links
            else str(_("not used anywhere"))
        )


def _links(usage: Usage) -> list[SafeString]:
    places = [
        (_("at the head of"), [(story, headline_of(story)) for story in usage.leads]),
        (_("in the text of"), [(story, headline_of(story)) for story in usage.bodies]),
        (_("portrait of"), [(author, as_written(str(author))) for author in usage.portraits]),
    ]
    return [
        format_html('{} <a href="{}">{}</a>', where, _change_address(record), name)
        for where, records in places
        for record, name in records
    ]


def _cut_address(image: Image, spec: str) -> str:
    if not image.pk:
        return ""
    found = plain_cut(image, spec)
    return found[0] if found else image.file.url


def _change_address(record: Model) -> str:
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


def _lacks(image: Image) -> list[str]:
    lacks = [] if getattr(image, f"alt_{LANGUAGE_CODES[0]}") else [str(_("alternative text"))]
    return lacks + ([] if image.credit else [str(_("credit"))])


def _rights(image: Image) -> str:
    if image.rights_expire_on is None:
        return ""
    words = _("Rights ended on %(day)s") if image.rights_ended() else _("Rights end on %(day)s")
    return str(words) % {"day": day(image.rights_expire_on)}
