"""Pages that gather what stands in many documents: nothing is left out, nothing is out of reach."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from scripts.road.paths import told_path
from scripts.road.reference import groups, values
from scripts.road.reference.glossary import Marks, in_order
from scripts.road.render import ROOT
from scripts.road.shelf import Clause, Shelf
from scripts.road.views import Views
from scripts.road.words import LANGUAGES, read_words
from tests.policy import DATA, findings_of, loaded

TARGETS = re.compile(r"\bid=\"([^\"]+)\"")
CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


def views(language: str = "zh") -> Views:
    words = read_words(ROOT / "docs" / "words")
    return Views(Shelf(loaded(), ROOT), words["zh" if language == "zh" else "en"])


def page(rendered: Path, language: str, name: str) -> str:
    return (rendered / language / f"{name}.md").read_text("utf-8")


def test_every_group_has_its_place_and_what_its_rules_give(rendered: Path) -> None:
    anchors = TARGETS.findall(page(rendered, "zh", "groups"))
    policy = loaded()
    assert {str(group.id) for group in policy.groups} <= set(anchors)
    for document in policy.documents:
        said = dict(groups.what_is_said(document, views()))
        for provision in document.provisions:
            for rule in provision.rules:
                for group in [*rule.who.any, *rule.who.all] if rule.who else []:
                    assert rule.id in [view.rule.id for _, view in said[str(group)].rules], (group, rule.id)


def test_a_longer_name_of_people_is_not_taken_for_a_shorter_one_inside_it() -> None:
    names = groups._longest_first({"低保": {"dibao"}, "低保边缘家庭": {"margin"}})
    assert groups._groups_in("低保边缘家庭成员", names) == {"margin"}
    assert groups._groups_in("低保、低保边缘家庭", names) == {"dibao", "margin"}


def test_what_people_must_do_themselves_stands_with_their_group() -> None:
    policy, found = loaded(), 0
    for document in policy.documents:
        said, names = dict(groups.what_is_said(document, views())), groups._names(document, policy.groups)
        for duty in (one for provision in document.provisions for one in provision.obligations if one.person):
            for group in groups._groups_in(duty.who.zh, names):
                found += 1
                assert duty in [one for _, one in said[group].obligations], (group, duty.who.zh)
    assert found


def test_every_obligation_and_every_target_is_listed(rendered: Path) -> None:
    provisions = [provision for document in loaded().documents for provision in document.provisions]
    for language in LANGUAGES:
        duties = page(rendered, language, "obligations")
        listed = re.findall(r'<ul class="duties duties--long">(.*?)</ul>', duties, re.S)
        assert sum(part.count("<li>") for part in listed) == sum(len(one.obligations) for one in provisions)
        aims = page(rendered, language, "targets").split('id="all"')[1]
        assert aims.count("<li>") == sum(len(one.targets) for one in provisions)


def test_deadlines_stand_in_the_order_of_their_days(rendered: Path) -> None:
    days = re.findall(r'data-due="([^"]+)"', page(rendered, "zh", "targets"))
    assert days == sorted(days)


def test_every_value_is_shown_with_its_clause(rendered: Path) -> None:
    all_values = [value for document in loaded().documents for one in document.provisions for value in one.values]
    for language in LANGUAGES:
        lists = re.findall(r'<ul class="statements.*?">(.*?)</ul>', page(rendered, language, "values"), re.S)
        assert sum(part.count("<li>") for part in lists) == len(all_values)


def test_values_stand_under_their_topics_and_those_without_one_at_the_end(rendered: Path) -> None:
    shown = views()
    order = [str(topic.id) for topic in shown.shelf.policy.topics]
    of_no_topic, *others = [values.ConceptView(one, []) for one in shown.shelf.policy.concepts]
    of_no_topic.concept = replace(of_no_topic.concept, topic=None)
    subjects = values.by_topic(shown, [of_no_topic, *others])
    assert subjects[-1].topic is None and subjects[-1].concepts == [of_no_topic]
    assert [one.topic and order.index(str(one.topic.id)) for one in subjects[:-1]] == sorted(
        {order.index(str(one.concept.topic)) for one in others}
    )
    for language in LANGUAGES:
        parts = page(rendered, language, "values").split('<details class="entry fold" id="topic-')[1:]
        assert len(parts) > 1
        for part in parts:
            topic = part[: part.index('"')]
            inside = re.findall(r'<details class="entry--value fold" id="([^"]+)"', part)
            concepts = [shown.shelf.concept(one, shown.shelf.policy.concepts[0].at) for one in inside]
            assert inside and {str(one.topic) for one in concepts} == {topic}


def test_a_figure_whose_words_say_in_principle_is_shown_so() -> None:
    for language, said in (("zh", "原则上"), ("en", "in principle")):
        shown = views(language)
        clauses = [Clause(document, one) for document in loaded().documents for one in document.provisions]
        figures = [(one, clause.provision.quotes) for clause in clauses for one in shown.figures(clause) if one.text]
        loose = [one.text for one, quotes in figures if "原则上" in quotes.get(str(one.value.quote), "")]
        assert loose
        assert loose == [one.text for one, _ in figures if one.text.startswith(said)]


def test_the_offices_table_can_be_read_back_as_values_of_a_profile(rendered: Path) -> None:
    concepts = {str(concept.id): concept for concept in loaded().concepts}
    for language in LANGUAGES:
        raw = (rendered / language / "values.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), "an office spreadsheet would take it for another encoding"
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        assert rows
        for row in rows:
            keys = yaml.safe_load(row["keys"]) or {}
            assert set(keys) == set(map(str, concepts[row["concept"]].by))
            assert row["value"] == ""
            assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in row.values())


def test_whom_a_document_leaves_a_value_to_stands_on_its_page_and_in_the_offices_list(rendered: Path) -> None:
    left = [
        (document, provision, value)
        for document in loaded().documents
        for provision in document.provisions
        for value in provision.values
        if value.state == "delegated"
    ]
    assert left
    for language in LANGUAGES:
        raw = (rendered / language / "values.csv").read_bytes().decode("utf-8-sig")
        rows: dict[str, list[str]] = {}
        for row in csv.reader(raw.splitlines()):
            rows.setdefault(row[0], []).append(", ".join(row))
        everywhere, office = page(rendered, language, "values").split('<h2 id="office">')
        for document, provision, value in left:
            who = str(getattr(value.to, language))
            clause = f"{getattr(document.short, language)} {told_path(provision, language)}"
            assert all(who in row and clause in row for row in rows[str(value.concept)]), value.name
            form = office[
                office.index(str(getattr(views(language).shelf.concept(value.concept, value.at), language))) :
            ]
            assert who in form[: form.index("</tr>")]
            entry = everywhere[everywhere.index(f'id="{value.concept}"') :]
            entry = entry[: entry.index("</details>")]
            assert who in entry
            assert all(provision.quotes[quote] in entry for quote in value.quotes)
            of_it = page(rendered, language, f"documents/{document.id}")
            assert who in of_it[of_it.index(f'id="{provision.id}"') :]


def test_a_derived_value_names_what_it_follows_from() -> None:
    for language, said in (("zh", "（最低生活保障对象）50%"), ("en", "(dibao) recipients), 50%")):
        shown = views(language)
        clause = shown.shelf.clause("xiangtan-2021-26#3.1a")
        assert clause
        follows = [figure.formula for figure in shown.figures(clause) if figure.whose == "derived"]
        assert len(follows) == 2
        assert all(formula and said in formula for formula in follows)


def test_a_formula_is_said_as_a_sum(tmp_path: Path) -> None:
    folder = tmp_path / "policy_data"
    shutil.copytree(DATA, folder)
    file = folder / "documents" / "xiangtan-2021-26.yaml"
    one, other = (f"enrolment.subsidy_ratio[identity={group}]" for group in ("tekun", "dibao"))
    file.write_text(file.read_text("utf-8").replace(f"formula: {other}", f"formula: {one} - {other}", 1), "utf-8")
    assert [found for found in findings_of(folder) if "formula" in found] == []
    shown = Views(Shelf(loaded(folder), ROOT), read_words(ROOT / "docs" / "words")["en"])
    clause = shown.shelf.clause("xiangtan-2021-26#3.1a")
    assert clause
    said = next(figure.formula for figure in shown.figures(clause) if figure.whose == "derived")
    assert said
    assert re.search(r"hardship\), 100%, less .* recipients\), 50%$", said)


def test_no_office_is_asked_for_what_its_document_gives_to_everybody() -> None:
    asked = {
        (str(item.concept.id), tuple(entry.keys.items()), str(region.code))
        for _, items in values.wanted(views())
        for item in items
        for entry in item.entries
        for region in entry.places
    }
    for document in loaded().documents:
        for provision in document.provisions:
            for value in provision.values:
                takers = [rule for rule in provision.rules if value.concept in rule.with_.values()]
                if value.value is None or value.until or document.nature == "report" or takers:
                    continue
                keys = tuple((str(key), str(one)) for key, one in value.keys.items())
                assert (str(value.concept), keys, str(document.place)) not in asked


def test_the_glossary_is_in_order_and_complete(rendered: Path) -> None:
    terms = loaded().glossary
    for language in LANGUAGES:
        letters = in_order(terms, language)
        assert sum(len(some) for _, some in letters) == len(terms)
        named = [letter for letter, _ in letters if letter != "#"]
        assert named == sorted(set(named))
        assert {str(term.id) for term in terms} <= set(TARGETS.findall(page(rendered, language, "glossary")))


def test_a_term_is_marked_where_it_first_stands_and_nowhere_else(rendered: Path) -> None:
    for document in loaded().documents:
        for language in LANGUAGES:
            text = page(rendered, language, f"documents/{document.id}")
            marked = re.findall(r'class="term" href="[^"]*#([^"]+)"', text)
            assert marked and len(marked) == len(set(marked)), document.id


def test_marking_changes_no_word_of_a_restatement() -> None:
    for language in LANGUAGES:
        marks = Marks(loaded().glossary, language)
        for document in loaded().documents:
            shown = marks.restatements(document, "")
            for provision in document.provisions:
                assert shown[str(provision.id)].striptags() == " ".join(str(getattr(provision, language)).split())


def test_the_header_has_at_most_five_entries_and_all_else_is_two_steps_from_home(rendered: Path) -> None:
    for language, file in CONFIGURATIONS.items():
        entries = re.search(r"^nav:\n((?:  - .+\n)+)", (ROOT / file).read_text("utf-8"), re.M)
        assert entries and entries[1].count("\n") <= 5
        there = {one.relative_to(rendered / language).as_posix() for one in (rendered / language).rglob("*.md")}
        home = re.findall(r'href="([^"#]+)\.html', page(rendered, language, "index"))
        in_two = {f"{path}.md" for path in home} | {"index.md", *re.findall(r": (\S+\.md)$", entries[1], re.M)}
        for path in list(in_two):
            if "/" not in path:
                links = re.findall(r'href="([^"#]+)\.html', (rendered / language / path).read_text("utf-8"))
                in_two |= {f"{link}.md" for link in links}
        assert there <= in_two


def test_a_term_opens_and_closes_by_keyboard(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/en/documents/wenshang-2020.html")
    term = page.locator(".restatement a.term").first
    term.focus()
    page.keyboard.press("Enter")
    assert page.locator(".term-means").count() == 1
    assert term.get_attribute("aria-expanded") == "true"
    page.keyboard.press(" ")
    assert page.locator(".term-means").count() == 0
    page.close()


def test_the_days_that_have_passed_are_told_by_the_readers_clock(browser: Browser, served: str) -> None:
    told = {}
    for day in ("2021-01-01", "2099-01-01"):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        page.goto(f"{served}/zh/targets.html")
        told[day] = page.locator(".day__passed:not([hidden])").count(), page.locator(".day").count()
        page.close()
    assert told["2021-01-01"][0] == 0
    assert told["2099-01-01"][0] == told["2099-01-01"][1]
