from __future__ import annotations

from importlib import metadata

from conspectus.cli.exits import Exit


def test_what_is_installed_is_named_with_its_version(conspectus):
    run = conspectus("doctor", "--json")
    assert run.code == Exit.DONE
    assert run.value["healthy"] is True
    found = {finding["name"]: finding["found"] for finding in run.value["findings"]}
    assert found["click"] == metadata.version("click")


def test_a_missing_library_is_named_with_how_to_get_it(conspectus, monkeypatch):
    version = metadata.version

    def without_lxml(name):
        if name == "lxml":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without_lxml)
    run = conspectus("doctor")
    assert run.code == Exit.CHECK_FAILED
    (line,) = [line for line in run.out.splitlines() if "lxml" in line]
    assert line.startswith("MISSING")
    assert "pip install" in line


def test_a_missing_program_is_told_and_is_no_failure(conspectus, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    run = conspectus("doctor")
    assert run.code == Exit.DONE
    assert "missing  soffice (reads .doc files): apt-get install libreoffice-writer" in run.out
