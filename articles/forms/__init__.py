"""The desk's forms. What a person typed is never lost: an error is always shown beside it."""

from articles.forms.base import DeskForm, LinesField, NumbersField, language_choices
from articles.forms.bulk import BulkSectionForm, BulkTagForm, TieForm
from articles.forms.pictures import DescribeForm, ImageForm, OneUploadForm, PictureField, UploadForm
from articles.forms.records import FrontPageSlotForm, MergeTagsForm, SourceForm, TagForm
from articles.forms.story import ArticleForm, RelatedStoryFormSet, TagsField

__all__ = [
    "ArticleForm",
    "BulkSectionForm",
    "BulkTagForm",
    "DescribeForm",
    "DeskForm",
    "FrontPageSlotForm",
    "ImageForm",
    "LinesField",
    "MergeTagsForm",
    "NumbersField",
    "OneUploadForm",
    "PictureField",
    "RelatedStoryFormSet",
    "SourceForm",
    "TagForm",
    "TagsField",
    "TieForm",
    "UploadForm",
    "language_choices",
]
