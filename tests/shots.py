"""Every sample of every chart in both themes, for looking at: `python -m tests.shots`."""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from charts.drawing.render import figure_of, png
from charts.values import Theme
from tests.charts.samples import SAMPLES, slug

SHOTS: Final = Path("build/shots")
COLUMNS: Final = 6
SMALLER: Final = 3
GAP: Final = 12


def main() -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    for theme in Theme:
        pictures = [_shot(name, chart, theme) for name, chart in SAMPLES.items()]
        sheet([picture.reduce(SMALLER) for picture in pictures]).save(SHOTS / f"all-{theme}.png")


def _shot(name: str, chart: object, theme: Theme) -> Image.Image:
    content = png(figure_of(chart, theme))
    (SHOTS / f"{slug(name)}-{theme}.png").write_bytes(content)
    return Image.open(BytesIO(content)).convert("RGB")


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """All of them in rows, each as high as its highest."""
    rows = [pictures[at : at + COLUMNS] for at in range(0, len(pictures), COLUMNS)]
    heights = [max(picture.height for picture in row) + GAP for row in rows]
    width = max(sum(picture.width + GAP for picture in row) for row in rows)
    whole = Image.new("RGB", (width + GAP, sum(heights) + GAP), "#808080")
    for nth, row in enumerate(rows):
        left, top = GAP, GAP + sum(heights[:nth])
        for picture in row:
            whole.paste(picture, (left, top))
            left += picture.width + GAP
    return whole


if __name__ == "__main__":
    main()
