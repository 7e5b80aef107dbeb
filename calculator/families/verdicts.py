"""What rules decide about an episode beside the money: who is covered, how it is settled, which policy applies."""

from __future__ import annotations

from typing import NamedTuple

from calculator.families.people import Episode, Person
from calculator.families.rules import Plan, Selection
from calculator.families.standing import readings_of, settings
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.terms import Take
from calculator.questions import Known, Questions
from calculator.working import Working


class Verdict(NamedTuple):
    """What a result may be: one outcome, or those among which a missing value leaves it open."""

    outcomes: tuple[str, ...]
    in_principle: bool
    missing: tuple[Known, ...]
    steps: tuple[str, ...]  # ids of the steps that say so


def decide(
    layers: dict[str, str | None],
    person: Person,
    plan: Plan,
    questions: Questions,
    working: Working,
) -> dict[str, Verdict]:
    """The verdicts of ``layers`` by result id, episode by episode; ``working`` goes on with how they came about.

    A layer may be about another that pays: then nothing is decided where a slip tells what that one paid.
    """
    verdicts: dict[str, Verdict] = {}
    for layer, about in layers.items():
        for episode in (one for one in person.episodes if one.id in plan and about not in one.given):
            selection = plan[episode.id][layer]
            if not selection.others and not selection.refused:
                continue
            standing = list(_standing(selection, person, episode, questions))
            for rule, taken in standing if working.told else ():
                _say(working, layer, episode, rule, taken)
            for result in dict.fromkeys(name for rule, _ in standing for name in rule["gives"]):
                verdicts[f"{episode.id}.{result}"] = _verdict(result, standing, f"{episode.id}.{layer}")
            if not standing and working.told:
                _say_refused(working, layer, episode, selection)
    return verdicts


def _standing(selection: Selection, person: Person, episode: Episode, questions: Questions) -> list[tuple[dict, Take]]:
    """The first rule that decides, nearest place first, after those of which a missing value leaves it open whether
    they do."""
    found: list[tuple[dict, Take]] = []
    for rule in selection.of("decides", "tests"):
        mechanism = MECHANISMS[rule["use"]]
        if mechanism.ROLE == "decides":
            return [*found, (rule, {})]
        taken = _take(rule, mechanism.ASKS, episode, questions)
        if taken is None:
            continue
        holds = mechanism.holds(taken, episode.day, settings(rule, person.readings))
        if holds is not False:
            found.append((rule, taken))
        if holds:
            return found
    return found


def _take(rule: dict, asks: bool, episode: Episode, questions: Questions) -> Take | None:
    taken: Take = {}
    for name, concept in rule["with"].items():
        keys = episode.facts() | rule["keys"].get(name, {})
        ask = questions.ask if asks else questions.known
        known = ask(concept, keys, episode.day, rule["own"][name])
        if known is None:
            return None
        taken[name] = known
    return taken


def _verdict(result: str, standing: list[tuple[dict, Take]], prefix: str) -> Verdict:
    giving = [(rule, taken) for rule, taken in standing if result in rule["gives"]]
    missing = [known for _, taken in giving for known in taken.values() if known.whose == "missing"]
    outcomes = tuple(dict.fromkeys(rule["gives"][result] for rule, _ in giving))
    steps = tuple(f"{prefix}.{rule['id']}" for rule, _ in giving)
    return Verdict(outcomes, any(rule["in_principle"] for rule, _ in giving), tuple(missing), steps)


def _say(working: Working, layer: str, episode: Episode, rule: dict, taken: Take) -> None:
    working.decided(
        f"{episode.id}.{layer}.{rule['id']}",
        rule["gives"],
        {key: episode.tell(key) for key in rule["when"]},
        episode=episode.id,
        layer=layer,
        rule=rule["id"],
        cites=rule["cites"] + [cite for known in taken.values() for cite in known.cites if cite not in rule["cites"]],
        readings=readings_of(rule),
        assumptions=rule["assumptions"],
    )


def _say_refused(working: Working, layer: str, episode: Episode, selection: Selection) -> None:
    for rule, why, words in selection.refused:
        context = {"episode": episode.id, "layer": layer, "rule": rule["id"], "cites": rule["cites"]}
        working.not_applied(f"{episode.id}.{layer}.{rule['id']}", why, words, **context, readings=list(rule["read"]))
