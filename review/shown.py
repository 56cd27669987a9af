"""What a page or a print adds to a summary: labels, questions and the places in the report, all from the knowledge."""

from typing import Any

from knowledge.models import Knowledge, Source

THEMES = {
    "doelen": "Doelen",
    "netwerk": "Netwerk",
    "taal": "Taal",
    "belemmeringen": "Wat het moeilijk maakt",
    "talenten": "Talenten",
    "begeleiding": "Begeleiding en contact",
}
LEVELS = {
    "client": "Voor en met de cliënt",
    "professional": "Voor jou als professional",
    "werkgever": "Richting werkgevers",
    "beleid": "Beleid en samenwerking",
}


def view_of(summary: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The summary of the contract, worded for a reader; adds nothing that the summary does not say."""
    asked = {answer["id"]: answer for answer in summary["antwoorden"]}
    elements = [element_view(item, knowledge) for item in summary["werkzame_elementen"]]
    return {
        "wie": [
            (knowledge.label(veld), worded(veld, item["waarde"], knowledge))
            for veld, item in summary["profiel"].items()
            if knowledge.fields[veld].thema == "achtergrond"
        ],
        "contact": [
            (knowledge.label(veld), worded(veld, summary["profiel"][veld]["waarde"], knowledge))
            for veld in ("contact", "contact_tijd", "contactgegevens")
            if veld in summary["profiel"]
        ],
        "signalen": [{**signal, "label": knowledge.label("signalen", signal["code"])} for signal in summary["signalen"]],
        "themas": [
            {"titel": titel, "feiten": [fact_view(fact, asked, knowledge) for fact in summary[thema]]} for thema, titel in THEMES.items()
        ],
        "niveaus": [
            {
                "titel": titel,
                "elementen": [element for element in elements if element["niveau"] == niveau],
            }
            for niveau, titel in LEVELS.items()
        ],
        "ontbreekt": [knowledge.questions[question].tekst for question in summary["ontbreekt"]],
    }


def worded(veld: str, waarde: Any, knowledge: Knowledge) -> str:  # noqa: ANN401 - a profile value is text, number or list
    values = waarde if isinstance(waarde, list) else [waarde]
    return ", ".join(knowledge.label(veld, str(value)) for value in values)


def fact_view(fact: dict[str, str], asked: dict[str, Any], knowledge: Knowledge) -> dict[str, str]:
    answer = asked[fact["antwoord"]]
    question = knowledge.questions.get(answer["vraag"])
    return {
        "veld": knowledge.label(fact["veld"]),
        "waarde": knowledge.label(fact["veld"], fact["waarde"]),
        "citaat": fact["citaat"],
        "vraag": question.tekst if question else "",
        "tijd": answer["tijd"],
    }


def element_view(item: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """An element with its reasons in words and the titles of its paragraphs in the report."""
    source = knowledge.elements[item["id"]].bron
    reasons = [(*reason["feit"].split(": ", 1), reason["citaat"]) for reason in item["waarom"]]
    return {
        **item,
        "redenen": [
            {"feit": f"{knowledge.label(veld)}: {knowledge.label(veld, waarde)}", "citaat": quote} for veld, waarde, quote in reasons
        ],
        "paragrafen": paragraphs(source, knowledge),
        "citaat": source.citaat,
    }


def paragraphs(source: Source, knowledge: Knowledge) -> list[str]:
    """The places of a source in the report, each with the title of its paragraph."""
    titles = knowledge.report.paragrafen if knowledge.report else {}
    return [f"§ {number} {titles.get(number, '')}".strip() for number in source.paragrafen]
