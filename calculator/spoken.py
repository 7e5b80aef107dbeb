"""An explanation as plain text, for a terminal."""

from __future__ import annotations


def spoken(told: dict) -> str:
    """The explanation of :func:`calculator.explain` as lines of text."""
    lines = [told["title"], told["answer"]]
    lines += [words for words in [told["status_words"]] if words not in told["answer"]]
    lines.append("")
    for episode in told["episodes"]:
        lines.append(episode["name"])
        lines += [f"  {payer['name']}  {_paid(payer)}" for payer in episode["payers"]]
        lines += [line for step in told["working"] if step["episode"] == episode["id"] for line in _step(step)]
        lines.append("")
    for section in told["sections"]:
        lines.append(section["name"])
        lines += [f"  {result['name']}  {_result(result, told['lang'])}" for result in section["results"]]
        lines += [line for step in told["working"] if step["section"] == section["id"] for line in _step(step)]
        lines.append("")
    for value in told["values"]:
        lines.append(f"{value['name']}{_keys(value)}  {value['value']}  [{value['whose_words']}]")
    lines += [f"! {words}" for words in told["unused"]]
    for value in told["missing"]:
        lines.append(f"? {value['name']}{_keys(value)}  → {value['who_knows']}")
        lines += _left_to(value["left_to"])
    for reading in told["readings"]:
        lines.append(f"{reading['id']}  {reading['question']} {reading['option_words']}")
    lines += [_duty(duty, told["lang"]) for duty in told["next_steps"]]
    lines += [f"* {assumption['words']}" for assumption in told["assumptions"]]
    return "\n".join([*lines, "", told["disclaimer"]])


def _paid(payer: dict) -> str:
    """What a payer pays, or between what it lies."""
    return " ".join(part for part in (payer["about"], payer["amount"] or " – ".join(payer["between"])) if part)


def _result(result: dict, lang: str) -> str:
    """A result's value, or what it lies between or among, or why there is none."""
    if result["value"]:
        return " ".join(part for part in (result["about"], result["value"]) if part)
    spans = [" – ".join(result["between"] or []), " / ".join(result["among"] or []), result["why"], result["or_none"]]
    return ("；" if lang == "zh" else "; ").join(span for span in spans if span)


def _duty(duty: dict, lang: str) -> str:
    colon, pause = ("：", "；") if lang == "zh" else (": ", "; ")
    when = [duty[name] for name in ("by", "within", "every") if duty[name]]
    return f"→ {duty['who']}{colon}{pause.join([duty['must'], *when])}"


def _keys(value: dict) -> str:
    return f" ({value['keys_words']})" if value["keys_words"] else ""


def _left_to(left: dict | None) -> list[str]:
    if left is None:
        return []
    return [f"    {left['words']}", *(line for cite in left["cites"] for line in _cited(cite))]


def _step(step: dict) -> list[str]:
    mark = "·" if step["applied"] else "○"
    lines = [f"    {mark} {step['title']}  {step['sentence']}"]
    if step["numbers"] and step["value"]:
        lines.append(f"        {step['formula']}")
        lines.append(f"        = {step['numbers']} = {step['value']}")
    for cite in step["cites"]:
        lines += _cited(cite)
    return lines


def _cited(cite: dict) -> list[str]:
    return [f"        「{words}」 {cite['label']}" for words in cite["words"]]
