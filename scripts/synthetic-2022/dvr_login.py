"""Draws the login screen of an invented recorder: `python dvr_login.py FONTS PNG`.

FONTS is a folder with NotoSansJP-Regular.ttf and NotoSansJP-Bold.ttf. Needs Pillow. Product and maker do not exist.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, SCALE = 960, 600, 2
NIGHT, PANEL, LINE, FIELD = "#16212b", "#223240", "#3f5668", "#f4f6f7"
LIGHT, DIM, DARK, BUTTON = "#f2f5f7", "#9fb2c0", "#25323c", "#2f7d8c"


class Screen:
    """A picture drawn at twice its size, in units of the finished one."""

    def __init__(self, fonts: Path):
        self.fonts = fonts
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), NIGHT)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, left, top, right, bottom, fill=None, line=None, radius=0):
        corners = [side * SCALE for side in (left, top, right, bottom)]
        self.draw.rounded_rectangle(corners, radius * SCALE, fill=fill, outline=line, width=SCALE)

    def text(self, x, y, words, size, fill=LIGHT, bold=False, anchor="lm"):
        name = "NotoSansJP-Bold.ttf" if bold else "NotoSansJP-Regular.ttf"
        font = ImageFont.truetype(str(self.fonts / name), size * SCALE)
        self.draw.text((x * SCALE, y * SCALE), words, font=font, fill=fill, anchor=anchor)


def backdrop(screen: Screen) -> None:
    """Four empty camera pictures behind the form."""
    for number, (left, top) in enumerate([(24, 76), (492, 76), (24, 322), (492, 322)], start=1):
        screen.box(left, top, left + 444, top + 230, fill="#1b2833", line="#2a3b49")
        screen.text(left + 14, top + 20, f"CH{number}", 13, "#5d7485", bold=True)
        screen.text(left + 430, top + 20, "NO VIDEO", 12, "#4a6070", anchor="rm")


def bars(screen: Screen) -> None:
    """The lines at the head and the foot of the screen."""
    screen.box(0, 0, WIDTH, 54, fill="#0e161d")
    screen.text(24, 27, "ソラノハテ電機", 19, bold=True)
    screen.text(176, 28, "デジタルビデオレコーダー", 14, DIM)
    screen.text(936, 28, "SHD-410", 16, DIM, bold=True, anchor="rm")
    screen.box(0, 568, WIDTH, HEIGHT, fill="#0e161d")
    screen.text(24, 584, "ファームウエア 1.0.3", 12, DIM)
    screen.text(936, 584, "合成データ（架空の製品の画面）", 12, DIM, anchor="rm")


def form(screen: Screen) -> None:
    """Name, password, button."""
    screen.box(280, 132, 680, 500, fill=PANEL, line=LINE, radius=10)
    screen.text(480, 176, "ログイン", 26, bold=True, anchor="mm")
    for top, label, value in ((218, "ユーザー名", "admin"), (306, "パスワード", "")):
        screen.text(320, top + 12, label, 14, DIM)
        screen.box(320, top + 28, 640, top + 70, fill=FIELD, line=LINE, radius=4)
        screen.text(334, top + 49, value, 17, DARK)
    for dot in range(6):
        left = 336 + dot * 16
        screen.draw.ellipse([side * SCALE for side in (left, 350, left + 9, 359)], fill=DARK)
    screen.box(320, 404, 640, 450, fill=BUTTON, radius=4)
    screen.text(480, 427, "ログイン", 18, bold=True, anchor="mm")
    screen.text(480, 476, "初期設定のパスワードは取扱説明書をご覧ください", 12, DIM, anchor="mm")


def main(fonts: str, target: str) -> None:
    screen = Screen(Path(fonts))
    backdrop(screen)
    bars(screen)
    form(screen)
    small = screen.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
