"""For those who watch the server."""

from __future__ import annotations

from sqlalchemy import text

from tests.build import Town, ride


def test_a_server_says_that_it_is_alive_and_ready(town: Town) -> None:
    client = town.app.test_client()
    assert client.get("/health").json == {"status": "alive"}
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.json is not None
    assert ready.json["migrations"] is True


def test_a_database_of_another_version_is_not_ready(town: Town) -> None:
    with town.wiring.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'old'"))
    answer = town.app.test_client().get("/ready")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["ready"] is False


def test_metrics_count_what_happened(town: Town) -> None:
    town.trip(ride())
    told = town.app.test_client().get("/metrics").text
    assert 'muv_trips{outcome="confirmed"} 1.0' in told
    assert 'muv_balance{account="points_available"} 200.0' in told
    assert "Fatou" not in told
