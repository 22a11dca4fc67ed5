import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.html import (
    BodyTooLarge,
    excerpt,
    from_paragraphs,
    from_typed,
    plain_text,
    reading_minutes,
    sanitise,
    word_count,
)

EVERY_NODE = (
    "<p>قال <strong>الوزير</strong> <em>أمس</em>، H<sub>2</sub>O وم<sup>2</sup><br>سطر</p>"
    "<h2>عنوان</h2><h3>فرعي</h3><ul><li>أول</li><li><p>ثان</p><ol><li>داخلي</li></ol></li></ul>"
    "<blockquote><p>اقتباس</p></blockquote><hr>"
    '<p><a href="https://example.org/a?b=1&amp;copy=2" rel="noopener">خارج</a>'
    '<a href="/articles/5/">داخل</a> <a href="mailto:a@b.org">بريد</a> <a href="tel:+380441234567">هاتف</a></p>'
    '<figure class="news-figure" data-image="12"><img src="/media/a.webp" alt="صورة &quot;أ&quot;" '
    'width="800" height="450">'
    '<figcaption><span class="caption">تعليق <em>مائل</em></span>'
    '<span class="credit">رويترز</span></figcaption></figure>'
    '<aside class="pull-quote"><p>قول مأثور</p></aside>'
    '<aside class="fact-box"><h3>حقائق</h3><p>نص</p><ul><li>بند</li></ul></aside>'
    '<div class="story-card" data-article="7"></div><div class="embed" data-url="https://example.org/v/1"></div>'
    '<p><span lang="en" dir="ltr">Reuters</span> و<span lang="uk">Київ</span></p>'
)
ALLOWED = {
    **{name: set() for name in ("p", "h2", "h3", "ul", "ol", "li", "blockquote", "hr", "br", "figcaption")},
    **{name: set() for name in ("strong", "em", "sub", "sup")},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "figure": {"class", "data-image"},
    "aside": {"class"},
    "div": {"class", "data-article", "data-url"},
    "span": {"class", "lang", "dir"},
}
CLASSES = {"news-figure", "pull-quote", "fact-box", "story-card", "embed", "caption", "credit"}

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "<script>alert(1)//",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script/x>",
    "<img src=x onerror=alert(1)>",
    '<figure class="news-figure" data-image="1"><img src="/media/x" onerror="alert(1)"></figure>',
    '<figure class="news-figure" data-image="1"><img src="//evil.example/x.png"></figure>',
    '<figure class="news-figure" data-image="1"><img src="/\\evil.example/x.png"></figure>',
    '<figure class="news-figure" data-image="1"><img src="/\t/evil.example/x.png"></figure>',
    '<figure class="news-figure" data-image="1"><img src="data:image/svg+xml,<svg onload=alert(1)>"></figure>',
    '<figure class="news-figure" data-image=\'1" onload="alert(1)\'></figure>',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><img src=x onerror=alert(1)></title>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<base href='https://evil.example/'><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))' onclick='alert(1)' id='x' class='admin'>نص</p>",
    "<div onmouseover=alert(1) class='embed' data-url='https://example.org/'>x</div>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' \n javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href='java\u200escript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='https://bank.example@evil.example/'>x</a>",
    "<a href='https:\\\\evil.example'>x</a>",
    '<a href="/x" onclick="alert(1)" target=_blank ping=\'//evil.example\'>x</a>',
    '<a href="/x"onmouseover="alert(1)">x</a>',
    "<a href='/x' rel='opener stylesheet'>x</a>",
    "<div class='embed' data-url='javascript:alert(1)'></div>",
    "<div class='embed' data-url='https://u:p@example.org/'></div>",
    "<div class='embed' data-url='//'></div>",
    "<div class='embed' data-url='/local'></div>",
    "<div class='embed' data-url='mailto:a@b.org'></div>",
    "<div class='story-card' data-article='7 or 1=1'></div>",
    "<div class='story-card' data-article='٧'></div>",
    "<div class='story-card' data-article='-7'></div>",
    "<span lang='en\" onclick=\"alert(1)' dir='auto'>x</span>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    '<p title="</p><img src=x onerror=alert(1)>">نص</p>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<plaintext><img src=x onerror=alert(1)>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<table><tr><td><a href=javascript:alert(1)>x</table>",
    "<b <script>alert(1)</script>0",
    '<img """><script>alert(1)</script>">',
    "<<script>alert(1)//<</script>",
    "<p/onclick=alert(1)>x</p>",
    "<a href=`javascript:alert(1)`>x</a>",
]


class Judge(HTMLParser):
    """Reads what came out with another parser than those that made it, and knows only the list of nodes."""

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert set(given) <= ALLOWED[tag], given
        assert given.get("class") is None or given["class"] in CLASSES
        assert re.match(r"https?://[^/@\\]+(?:/|$)|mailto:|tel:|[/#?](?![/\\])", given.get("href") or "/")
        assert re.match(r"/[^/\\]", given.get("src") or "/x")
        assert re.match(r"https?://[^/@\\]+(?:/|$)", given.get("data-url") or "https://x/")
        assert set((given.get("rel") or "").split()) <= {"noopener", "noreferrer", "nofollow", "sponsored", "ugc"}
        for identity in ("data-article", "data-image", "width", "height"):
            assert re.fullmatch(r"[0-9]+", given.get(identity) or "1")

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_decl(self, decl):
        raise AssertionError(decl)

    def handle_pi(self, data):
        raise AssertionError(data)


def judge(body: str) -> None:
    judge = Judge()
    judge.feed(body)
    judge.close()


def test_the_judge_condemns_what_it_should():
    for bad in ("<script>", "<p onclick=x>", "<a href=javascript:x>", "<p><!-- x -->", '<img src="//evil.example">'):
        with pytest.raises(AssertionError):
            judge(bad)


def test_every_node_of_the_editor_passes_unchanged():
    assert sanitise(EVERY_NODE) == EVERY_NODE
    judge(EVERY_NODE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_leaves_nothing_but_nodes(attack):
    for markup in (attack, f"<p>قبل {attack} بعد</p>", f"<ul><li>{attack}", f"<figure><figcaption>{attack}"):
        body = sanitise(markup)
        judge(body)
        assert sanitise(body) == body


def test_words_around_an_attack_stay():
    assert sanitise("<p>قبل <script>alert(1)</script>بعد</p>") == "<p>قبل بعد</p>"
    assert sanitise("<p>نص <a href='javascript:alert(1)'>رابط</a></p>") == "<p>نص رابط</p>"


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("نص بلا فقرة", "<p>نص بلا فقرة</p>"),
        ("<p>أ<p>ب", "<p>أ</p><p>ب</p>"),
        ("<h1>أ</h1><h4>ب</h4>", "<h2>أ</h2><h3>ب</h3>"),
        ("<b>أ</b> <i>ب</i>", "<p><strong>أ</strong> <em>ب</em></p>"),
        ("<strong>أ</strong><strong>ب</strong>", "<p><strong>أب</strong></p>"),
        ("<strong><p>أ</p><p>ب</p></strong>", "<p><strong>أ</strong></p><p><strong>ب</strong></p>"),
        ("<div><div>أ</div>ب</div>", "<p>أ</p><p>ب</p>"),
        ("<section class='embed' data-url='https://a.example/'>نص</section>", "<p>نص</p>"),
        ("<blockquote>نص</blockquote>", "<blockquote><p>نص</p></blockquote>"),
        ("<ul><li>أ<li>ب<ul><li>ج</ul></ul>", "<ul><li>أ</li><li><p>ب</p><ul><li>ج</li></ul></li></ul>"),
        ("<ul><li>أ</li><ul><li>ب</li></ul></ul>", "<ul><li>أ</li><li><ul><li>ب</li></ul></li></ul>"),
        ("<li>أ</li>", "<p>أ</p>"),
        ("<table><tr><td>أ</td><td>ب</td></tr></table>", "<p>أ</p><p>ب</p>"),
        ("<figure><table><tr><td>أ</table></figure>", "<p>أ</p>"),
        ("<figure><img src='https://old.example/a.jpg'><figcaption>تعليق</figcaption></figure>", ""),
        ("<p>أ<img src='/media/a.jpg'>ب</p>", "<p>أب</p>"),
        ("<aside>نص</aside>", "<p>نص</p>"),
        (
            "<aside class='pull-quote'><h2>أ</h2><ul><li>ب</ul></aside>",
            '<aside class="pull-quote"><p>أ</p><p>ب</p></aside>',
        ),
        ("<aside class='fact-box'><h2>أ</h2></aside>", '<aside class="fact-box"><h3>أ</h3></aside>'),
        ("<aside class='pull-quote'><p> </p></aside>", ""),
        ("<p>أ</br>ب</p>", "<p>أ<br>ب</p>"),
        ("<p><span>أ</span><span style='x'>ب</span></p>", "<p>أب</p>"),
        ("<p><span class='credit'>أ</span></p>", "<p>أ</p>"),
        (
            "<span lang='fa'>أ <span lang='en'>b</span></span>",
            '<p><span lang="fa">أ </span><span lang="en">b</span></p>',
        ),
        ("<p>5 < 6 & 7 > 3</p>", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>"),
        ("<p>أ&nbsp;ب\xa0ج</p>", "<p>أ&nbsp;ب&nbsp;ج</p>"),
        ("<p>نص <كييف> نص</p>", "<p>نص &lt;كييف&gt; نص</p>"),
        ("<p>نص</p> <a href='/x", "<p>نص</p><p>&lt;a href='/x</p>"),
        ("<!-- wp:paragraph --><p>نص</p><!-- /wp:paragraph -->", "<p>نص</p>"),
        ("<strong></strong><h2> </h2><ul></ul><blockquote> </blockquote>", ""),
    ],
)
def test_markup_of_other_makes_becomes_nodes_and_keeps_its_words(found, kept):
    assert sanitise(found) == kept
    assert sanitise(kept) == kept


def test_empty_paragraphs_go_from_the_ends_and_stay_between():
    assert sanitise("<p></p><p>&nbsp;</p><p>أ</p><p></p><p>ب</p><p><br></p><p>\u200f</p>") == "<p>أ</p><p></p><p>ب</p>"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org/خبر", "https://example.org/خبر"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("HTTPS://Example.org", "HTTPS://Example.org"),
        ("//example.org/x", "https://example.org/x"),
        ("https://example.org/x\u200f", "https://example.org/x"),
        ("https://[::1]:8000/", "https://[::1]:8000/"),
        ("#note", "#note"),
        ("?page=2", "?page=2"),
        ("https://", ""),
        ("https:example.org", ""),
        ("https://example.org:port/", ""),
        ("http://[::1", ""),
        ("///example.org", ""),
        ("/\\example.org", ""),
        ("ftp://example.org/", ""),
        ("x:y", ""),
        ("mailto:", ""),
        ("", ""),
        ("https://example.org/" + "a" * 2_000, ""),
        ("https://example.org/" + "a b" * 600, ""),
    ],
)
def test_a_link_leads_where_it_may_or_is_words_alone(given, kept):
    link = re.fullmatch(r'<p>(?:<a href="([^"]*)"[^>]*>)?نص(?:</a>)?</p>', sanitise(f"<a href='{given}'>نص</a>"))
    assert link is not None
    assert (link[1] or "") == kept


def test_links_out_are_marked_and_an_editors_nofollow_stays():
    assert sanitise('<p><a href="https://a.example/" rel="sponsored NOFOLLOW me">x</a></p>') == (
        '<p><a href="https://a.example/" rel="noopener nofollow sponsored">x</a></p>'
    )


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("/media/a.jpg", True),
        ("/static/a.svg", True),
        ("media/a.jpg", False),
        ("https://cdn.example/a.jpg", False),
        ("//cdn.example/a.jpg", False),
        ("/media/../admin/logout/", False),
        ("/media/%2e%2E/admin/", False),
        ("", False),
    ],
)
def test_a_picture_comes_from_this_site(source, kept):
    body = sanitise(f'<figure class="news-figure" data-image="3"><img src="{source}" alt=""></figure>')
    assert ("<img" in body) is kept
    assert body.startswith('<figure class="news-figure" data-image="3">')


def test_overrides_and_controls_go_and_marks_and_isolates_stay():
    assert sanitise("<p>أ\u202eب\u202c\x07\ufeff\ud800\ufdd0&#x202e;&#8235;ج</p>") == "<p>أبج</p>"
    assert sanitise("<p>أ\u200f \u2067ب\u2069 می\u200cخواهم</p>") == "<p>أ\u200f \u2067ب\u2069 می\u200cخواهم</p>"


@pytest.mark.parametrize(
    ("hostile", "code"),
    [
        ("أ" * 250_001, "size"),
        ("<p>x</p>" * 70_000, "size"),
        ("<div>" * 20_000, "nesting"),
        ("<blockquote>" * 40_000, "nesting"),
        ("<div>" * 101 + "x", "nesting"),
        ("<ul><li>" * 60, "nesting"),
        ("<table><tr><td>" * 9_000, "nesting"),
        ("<p>x" * 20_000, "tags"),
        ("<b><div></b>" * 9_000, "tags"),
        ("<div><b id=1></div>" * 20_000, "tags"),
        ("<sub>" * 95 + "<p>x" * 9_800, "tags"),
        ("<p " + " ".join(f"a{n}" for n in range(60_000)) + ">", "attributes"),
        ("<p" + " a" * 100_000 + ">", "attributes"),
        ("<font" + " a" * 100_000 + ">", "attributes"),
        ("&" * 499_000, "entities"),
        ("<" * 499_000, "entities"),
        ("&amp" * 100_000, "entities"),
        (f'<a href="/{"x" * 1_900}"><b><i>' + "<p>x" * 9_000, "size"),
    ],
    ids=lambda value: value if len(value) < 12 else f"{value[:12]}…",
)
def test_markup_made_to_exhaust_is_refused_with_its_reason(hostile, code):
    with pytest.raises(BodyTooLarge) as refused:
        sanitise(hostile)
    assert refused.value.code == code
    assert isinstance(refused.value, ValueError)


@pytest.mark.parametrize(
    "odd",
    [
        "<!--" * 100_000,
        "</p>" * 100_000,
        "<script>" * 50_000,
        "<svg>" * 90_000,
        "<a " + "='" * 200_000,
        "<a" + "/ " * 200_000,
        "&#" + "9" * 400_000 + ";",
        "&#x" + "f" * 400_000,
        "&" + "a" * 400_000,
        "ا" + "\u064b" * 200_000,
        "<p>" * 9_000,
    ],
    ids=lambda value: f"{value[:8]}…",
)
def test_markup_that_is_only_odd_is_read_to_its_end(odd):
    body = sanitise(odd)
    judge(body)
    assert sanitise(body) == body
    plain_text(odd)


def test_a_body_at_the_limits_is_taken():
    assert sanitise("<p>" + "ا" * 249_990 + "</p>").startswith("<p>ا")
    nested = "<blockquote>" * 99 + "<p>x</p>" + "</blockquote>" * 99
    assert sanitise(nested) == nested


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *re.findall(r"<[^>]+>", EVERY_NODE),
            *("<div>", "<table>", "<td>", "<svg>", "<math>", "<style>", "<select>", "<form>", "<b>", "</b>", "<h1>"),
            *("<!--", "-->", "<![CDATA[", "<a href='javascript:x'>", "<p onclick=x>", "<x-y>", '<a b="</p>">', "</br>"),
            *("<", ">", '"', "'", "&", "&lt;", "&#13;", "&nbsp;", "كلمة", "x", " ", "\n", "\r", "\0", "\xa0", "\u202e"),
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(FRAGMENTS | st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once_and_always_safe(markup):
    body = sanitise(markup)
    judge(body)
    assert sanitise(body) == body


def test_plain_text_is_a_line_for_each_block_with_captions_and_without_credits():
    assert plain_text(EVERY_NODE).split("\n") == [
        "قال الوزير أمس، H2O وم2",
        "سطر",
        *["عنوان", "فرعي", "أول", "ثان", "داخلي", "اقتباس"],
        "خارجداخل بريد هاتف",
        "تعليق مائل",
        *["قول مأثور", "حقائق", "نص", "بند"],
        "Reuters وКиїв",
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("<p>أ &amp; ب &lt;ج&gt;</p>", "أ & ب <ج>"),
        ("<p>أ\n  ب&nbsp;ج</p>\n\n<p></p><p>د</p>", "أ ب ج\nد"),
        ("<p>ك<strong>ل</strong>مة</p>", "كلمة"),
        ("<p>نص<script>var x = '<p>';</script></p>", "نص"),
        ("بلا وسوم", "بلا وسوم"),
    ],
)
def test_plain_text_decodes_and_joins(markup, text):
    assert plain_text(markup) == text


def test_an_excerpt_is_the_running_text_alone():
    assert excerpt(EVERY_NODE, 40) == "قال الوزير أمس، H2O وم2 سطر أول ثان…"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (200, "قالت موسكو، أمس: «لا». ثم صمتت."),
        (31, "قالت موسكو، أمس: «لا». ثم صمتت."),
        (30, "قالت موسكو، أمس: «لا». ثم…"),
        (23, "قالت موسكو، أمس: «لا»…"),
        (17, "قالت موسكو، أمس…"),
        (13, "قالت موسكو…"),
        (5, "قالت…"),
        (4, "قال…"),
        (1, "…"),
    ],
)
def test_an_excerpt_ends_with_a_whole_word_and_no_dangling_mark(limit, expected):
    assert excerpt("<p>قالت موسكو، أمس: «لا». ثم صمتت.</p>", limit) == expected
    assert len(expected) <= limit


def test_a_long_word_is_not_cut_between_a_letter_and_its_haraka():
    assert excerpt("<p>" + "كَ" * 10 + "</p>", 4) == "كَ…"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وقال الوزير", 2),
        ("قال في 27 أكتوبر 2023", 5),
        ("1,234.5 و٣٫٥ و14:30", 3),
        ("كُتِبَ الدَّرْسُ", 2),
        ("كييف/موسكو – «غزة»،ثم", 4),
        ("п’ятниця Ukraine's", 2),
        ("می‌خواهم", 1),
        ("– … ! ـــ", 0),
        ("", 0),
    ],
)
def test_words_are_counted_as_a_reader_reads_them(text, count):
    assert word_count(f"<p>{text}</p>") == count


def test_words_count_across_blocks_without_pictures_and_pull_quotes():
    assert word_count("<h2>أ ب</h2><p>ج</p><ul><li>د<li>ه</ul>") == 5
    without = re.sub(r'<figure.*?</figure>|<aside class="pull.*?</aside>', "", EVERY_NODE)
    assert word_count(EVERY_NODE) == word_count(without) < len(plain_text(EVERY_NODE).split())


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        (0, "ar", 0),
        (1, "ar", 1),
        (180, "ar", 1),
        (269, "ar", 1),
        (270, "ar", 2),
        (360, "ar", 2),
        (460, "en", 2),
        (460, "en-gb", 2),
        (400, "uk", 2),
        (400, "fa", 2),
    ],
)
def test_reading_takes_as_long_as_the_language_takes(words, language, minutes):
    assert reading_minutes(words, language) == minutes


def test_lines_typed_without_the_editor_are_paragraphs_and_markup_stays_as_it_is() -> None:
    assert from_typed("سطر أول\r\n\r\nسطر & 5 < 6\n") == "<p>سطر أول</p><p>سطر &amp; 5 &lt; 6</p>"
    for body in ("", "سطر", "<p>سطر\nآخر</p>", "سطر <strong>ثان</strong>\nآخر"):
        assert from_typed(body) == body


def test_paragraphs_of_text_become_a_body_that_is_already_clean():
    body = from_paragraphs(["قال: <b>5 & 6</b>", "  ", "\xad\u200f", "سطر\nوسطر\u202e\xa0آخر", ""])
    assert body == "<p>قال: &lt;b&gt;5 &amp; 6&lt;/b&gt;</p><p>سطر وسطر آخر</p>"
    assert sanitise(body) == body


@given(st.lists(st.text()))
def test_any_paragraphs_make_a_clean_body(paragraphs):
    body = from_paragraphs(paragraphs)
    judge(body)
    assert sanitise(body) == body
