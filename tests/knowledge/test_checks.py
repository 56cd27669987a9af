"""Every cross-check finds its kind of mistake, says where it is and what would be right."""

from pathlib import Path

import pytest
import yaml

from tests.knowledge.folders import SOUND, changed, problems, write

MISTAKES = yaml.load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def test_a_sound_folder_has_no_problems(tmp_path):
    assert problems(write(tmp_path, SOUND)) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["melding"])
def test_a_mistake_is_told_with_its_place_and_what_would_be_right(tmp_path, mistake):
    found = problems(write(tmp_path, changed(mistake["in"], mistake["staat"], mistake["wordt"])))
    assert any(problem.startswith(mistake["melding"]) for problem in found), "\n".join(found)


def test_all_problems_come_in_one_list(tmp_path):
    folder = {**changed("texts/gesprek.yml", "{gemeente}", "{stad}"), "lexicon/doelen.yml": "- {veld: doell, woorden: [a]}\n"}
    found = problems(write(tmp_path, folder))
    assert [problem.partition(":")[0] for problem in found] == ["lexicon/doelen.yml", "texts/gesprek.yml"]


def test_a_field_that_cannot_be_read_does_not_make_all_that_names_it_look_wrong(tmp_path):
    found = problems(write(tmp_path, changed("fields.yml", "soort: codes", "soort: lijst")))
    assert len(found) == 1


def test_a_file_that_belongs_to_nothing_is_told(tmp_path):
    found = problems(write(tmp_path, {**SOUND, "vragen/doelen.yml": "- id: x\n"}))
    assert found[0].startswith("vragen/doelen.yml:1: dit bestand hoort bij geen soort kennis; wel: fields.yml")
