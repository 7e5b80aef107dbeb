"""Regions: codes as GB/T 2260 has them, each place within one that stands above it."""

from __future__ import annotations

from scripts.road.checks.known import Known
from scripts.road.model import Policy, Region

DIGITS = 6
LEVELS = {"nation": 0, "province": 2, "city": 4, "county": 6}  # and how many digits of a code name the place


def check_regions(policy: Policy, known: Known) -> None:
    """Every region, and that there is one nation."""
    regions = {str(region.code): region for region in policy.regions}
    for region in policy.regions:
        if not _is_code(region, known):
            continue
        if region.level == "nation":
            if region.within is not None:
                known.findings.add(
                    region.within.at, f'"within" for {region.code}', "none: no place is above the nation"
                )
        elif region.within is None:
            known.findings.add(region.at, f'no "within" for {region.code}', "the code of the place above")
        elif known.refer(region.within, known.regions, "region code"):
            _check_above(region, regions[region.within], known)
    if sum(region.level == "nation" for region in policy.regions) != 1 and policy.regions:
        known.findings.add(policy.regions[0].at, "no single nation", "exactly one region of level nation")


def _is_code(region: Region, known: Known) -> bool:
    """Whether a code has six digits, two for each level, the rest of them zero."""
    code, named = str(region.code), LEVELS[region.level]
    if not (len(code) == DIGITS and code.isascii() and code.isdigit()):
        known.findings.add(region.code.at, f'"{code}"', "a code of GB/T 2260: six digits")
        return False
    if named and (code[named - 2 : named] == "00" or code[named:].strip("0")):
        known.findings.add(
            region.code.at,
            f'"{code}" of level {region.level}',
            "a code as GB/T 2260 has it: 370000 is a province, 370800 a city, 370830 a county",
        )
        return False
    return True


def _check_above(region: Region, above: Region, known: Known) -> None:
    """The place above is of a higher level, and its digits are the first of the region's own: so no chain of places
    comes back to itself."""
    digits = LEVELS[above.level]
    if digits >= LEVELS[region.level] or region.code[:digits] != above.code[:digits]:
        known.findings.add(
            region.within.at if region.within else region.at,
            f'"{above.code}", {above.zh}, above {region.code}',
            "the place of a higher level that its own first digits name",
            known=known.regions - {str(region.code), str(above.code)},
            word=f"{region.code[:4]}00" if region.level == "county" else f"{region.code[:2]}0000",
        )
