"""The palette: apart on both grounds, and for readers who do not see red, green or blue."""

from itertools import combinations

import numpy as np
import pytest

from foresaid.charts.theme import GREY, GROUNDS, PALETTE, TEMPLATES, assign_colours, contrast

# Machado, Oliveira and Fernandes 2009, severity 1.0
SIGHT = {
    "full": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Ottosson 2020, Oklab
TO_LMS = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
          [0.0883024619, 0.2817188376, 0.6299787005]]
TO_LAB = [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
          [0.0259040371, 0.7827717662, -0.8086757660]]


def seen(colour, sight):
    parts = np.array([int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.array(TO_LAB) @ np.cbrt(np.array(TO_LMS) @ np.clip(np.array(SIGHT[sight]) @ linear, 0, 1))


@pytest.mark.parametrize("ground", GROUNDS.values())
@pytest.mark.parametrize("colour", [*PALETTE, GREY])
def test_a_line_stands_out_by_3_to_1_on_white_and_on_dark(colour, ground):
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_the_six_colours_of_one_chart_stay_apart_for_everybody(sight):
    assert min(np.linalg.norm(seen(a, sight) - seen(b, sight)) for a, b in combinations(PALETTE[:6], 2)) > 0.09


def test_text_is_readable_in_both_modes():
    for mode, template in TEMPLATES.items():
        layout = template["layout"]
        for colour in (layout["font"]["color"], layout["xaxis"]["tickfont"]["color"]):
            assert contrast(colour, GROUNDS[mode]) >= 4.5


def test_a_name_keeps_its_colour_and_those_beyond_the_palette_are_grey():
    names = [f"topic {at}" for at in range(14)]
    colours = assign_colours([*names, "topic 0"])
    assert list(colours.values()) == [*PALETTE, GREY, GREY]
    assert assign_colours(iter(names)) == colours
