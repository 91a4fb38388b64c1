import stat

from include.newsmill.local.dotenv import filled, write_dotenv
from include.newsmill.settings import PROJECT_ROOT


def test_empty_names_get_secrets_and_the_rest_stays():
    lines = filled("# A=\nPORT=8080\nA_PASSWORD=\nB_PASSWORD=\n\n").splitlines()
    assert lines[:2] == ["# A=", "PORT=8080"]
    assert all(len(line) == len("A_PASSWORD=") + 43 for line in lines[2:4])
    assert lines[2][2:] != lines[3][2:]


def test_the_file_is_private(tmp_path):
    (tmp_path / "example").write_text("A_PASSWORD=\n")
    assert write_dotenv(tmp_path / "example", tmp_path / ".env")
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_kept(tmp_path):
    (tmp_path / "example").write_text("A_PASSWORD=\n")
    (tmp_path / ".env").write_text("A_PASSWORD=mine\n")
    assert not write_dotenv(tmp_path / "example", tmp_path / ".env")
    assert (tmp_path / ".env").read_text() == "A_PASSWORD=mine\n"


def test_ours_leaves_nothing_empty():
    made = filled((PROJECT_ROOT / ".env.example").read_text())
    assert [line for line in made.splitlines() if line.endswith("=")] == []
