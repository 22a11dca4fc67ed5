"""Pages beside the picture library: many pictures taken in at once, and described at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.forms import DescribeForm, OneUploadForm, UploadForm
from articles.forms.pictures import CAPTION, IN_FIRST_LANGUAGE
from articles.images import library, refusals
from articles.images.shown import thumbnail
from articles.models import Image
from articles.text.references import numbers

AT_ONCE = 100


def upload(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Take many files in; what is wrong with one is told beside its name and keeps none of the others out."""
    if not request.user.has_perm(library.ADD):
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    added: list[Image] = []
    refused: list[tuple[str, ValidationError]] = []
    if form.is_valid():
        for file in form.cleaned_data["pictures"][:AT_ONCE]:
            image, problem = _take(file, form.cleaned_data, request.user)
            if image is not None:
                added.append(image)
            refused += [(str(file.name), error) for error in problem]
    if request.headers.get("Accept") == "application/json":
        return _told(form, added, refused)
    if added:
        for name, error in refused:
            messages.warning(request, format_html("<bdi>{}</bdi>: {}", name, error.messages[0]))
        text = ngettext("%(count)d picture taken in.", "%(count)d pictures taken in.", len(added))
        messages.success(request, text % {"count": len(added)})
        return HttpResponseRedirect(describe_address(added))
    context |= {
        "title": _("Add pictures"),
        "form": form,
        "refused": [(name, error.messages[0]) for name, error in refused],
        "describe": reverse("admin:articles_image_describe"),
        "most": refusals.MOST_BYTES,
        "too_large": refusals.too_many_bytes().messages[0],
    }
    return TemplateResponse(request, "admin/articles/image/upload.html", context, status=422 if refused else 200)


def describe(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Say of several pictures what they show; what is said of all is taken where a picture's own box is empty."""
    asked = numbers(request.GET.get("ids"))[:AT_ONCE]
    known = Image.objects.in_bulk(asked)
    images = [known[pk] for pk in asked if pk in known and library.may_change(request.user, known[pk])]
    if not request.user.has_perm("articles.view_image"):
        raise PermissionDenied
    if not images:
        messages.warning(request, _("Choose pictures that you may change."))
        return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
    forms = [DescribeForm(_with_all(request, image), instance=image, prefix=str(image.pk)) for image in images]
    wrong = [form for form in forms if not form.is_valid()]
    if request.method == "POST" and not wrong:
        for form in forms:
            if form.has_changed():
                library.change(form.save(commit=False), request.user)
        messages.success(request, _("The pictures are described."))
        return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
    context |= {
        "title": _("Describe pictures"),
        "rows": [(form.instance, form) for form in forms],
        "written": flatatt(IN_FIRST_LANGUAGE),
        "all_caption": request.POST.get("all_caption", ""),
        "all_credit": request.POST.get("all_credit", ""),
    }
    return TemplateResponse(request, "admin/articles/image/describe.html", context)


def describe_address(images: Iterable[Image]) -> str:
    """Return the address of the page on which pictures are described."""
    return f"{reverse('admin:articles_image_describe')}?ids={','.join(str(image.pk) for image in images)}"


def _take(file: UploadedFile, said: dict[str, Any], person: Any) -> tuple[Image | None, list[ValidationError]]:
    data = {name: said.get(name) for name in OneUploadForm.Meta.fields} | {CAPTION: said["caption"]}
    one = OneUploadForm({name: value for name, value in data.items() if value}, MultiValueDict({"file": [file]}))
    if not one.is_valid():
        return None, [error for errors in one.errors.as_data().values() for error in errors]
    image: Image = one.save(commit=False)
    try:
        library.add(image, person)
    except ValidationError as problem:
        return None, [problem]
    return image, []


def _told(form: UploadForm, added: list[Image], refused: list[tuple[str, ValidationError]]) -> JsonResponse:
    problems = [{"name": name, "text": str(error.messages[0]), "url": _twin(error)} for name, error in refused]
    if form.errors:
        labels = {name: field.label for name, field in form.fields.items()}
        problems += [
            {"name": str(labels.get(name, "")), "text": str(text), "url": ""}
            for name, texts in form.errors.items()
            for text in texts
        ]
    told = [
        {
            "id": image.pk,
            "image": thumbnail(image),
            "url": reverse("admin:articles_image_change", args=[image.pk]),
        }
        for image in added
    ]
    return JsonResponse({"added": told, "refused": problems})


def _twin(error: ValidationError) -> str:
    return str((error.params or {}).get("address", ""))


def _with_all(request: HttpRequest, image: Image) -> dict[str, Any] | None:
    if request.method != "POST":
        return None
    data = request.POST.dict()
    for name, column in (("all_caption", CAPTION), ("all_credit", "credit")):
        key = f"{image.pk}-{column}"
        data[key] = data.get(key, "").strip() or data.get(name, "")
    return data
