from include.newsmill.local.watch import error_lines


def test_the_exceptions_message_is_what_a_person_needs():
    log = [
        {"event": "starting", "level": "info"},
        {
            "event": "Task failed with exception",
            "level": "error",
            "error_detail": [{"exc_type": "ContractBroken", "exc_value": "No day to load.", "frames": [{"lineno": 1}]}],
        },
    ]
    assert error_lines(log) == ["ContractBroken: No day to load."]


def test_without_an_exception_the_errors_are_shown():
    log = [{"event": "all well", "level": "info"}, {"event": "killed", "level": "error"}]
    assert error_lines(log) == ["killed"]


def test_without_an_error_the_end_of_the_log_is_shown():
    assert error_lines([{"event": str(number), "level": "info"} for number in range(100)])[-1] == "99"


def test_an_empty_log_says_nothing():
    assert error_lines([]) == []
