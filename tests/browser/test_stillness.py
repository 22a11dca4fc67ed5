"""The letters that stand in until ours have come take as much room, so that nothing moves."""

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = {"rtl": '"Newsroom Arabic"', "ltr": '"Newsroom"'}
STAND_IN = {"rtl": '"Newsroom Arabic Fallback", "Newsroom Fallback"', "ltr": '"Newsroom Fallback"'}
WIDTHS = """
async ([weight, families]) => {
  const texts = [...document.querySelectorAll(".card-headline, .card-text")].map((one) => one.textContent.trim())
  const line = document.body.appendChild(document.createElement("span"))
  line.style.cssText = "position: absolute; white-space: nowrap"
  const widths = []
  for (const family of families) {
    const loaded = await document.fonts.load(`${weight} 100px ${family}`, texts.join(" ")).catch(() => [])
    if (!loaded.length) return []
    line.style.font = `${weight} 100px ${family}`
    let sum = 0
    for (const text of texts) {
      line.textContent = text
      sum += line.getBoundingClientRect().width
    }
    widths.push(sum)
  }
  return widths
}
"""


@pytest.fixture
def reading(page_of, font_files):
    """A telephone to which the letters are sent."""
    page = page_of(width=412)
    folder = font_files[0] / "newsroom/fonts"
    page.route("**/*.woff2", lambda route: route.fulfill(path=folder / route.request.url.rpartition("/")[2]))
    return page


def test_the_letters_that_stand_in_are_as_wide_as_ours_in_each_weight(reading):
    call_command("load_fixtures", verbosity=0)
    off = {}
    for path, direction in {"/": "rtl", "/fa/": "rtl", "/en/": "ltr", "/uk/": "ltr"}.items():
        reading.goto(f"{path}latest/", wait_until="load")
        for weight in (400, 700):
            widths = reading.evaluate(WIDTHS, [weight, [OURS[direction], STAND_IN[direction]]])
            if not widths:
                pytest.skip("needs the letters that stand in: apt install fonts-noto-core fonts-liberation")
            off[path, weight] = round(widths[0] / widths[1] - 1, 4)
    assert {key: part for key, part in off.items() if abs(part) > 0.015} == {}
