"""A small example for each block and each condition of the reference.

All are read by a test with the reader that reads rulebooks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BLOCKS: Final[Mapping[str, str]] = {
    "effective": "effective: {from: 2026-05-01, until: 2026-06-01}",
    "modes": """\
modes:
  walk: {min_km: 0.25}
  cargo-bike:
    label: {en: Cargo bike, fr: Vélo cargo}
    family: wheels
    min_km: 0.5
    co2: bike""",
    "modes.limits": """\
modes:
  walk:
    limits: {distance_m_min: 100, p50_kmh_max: 9}""",
    "params": """\
params:
  walk_points: 12
  trip_points:
    - {from: 2026-01-01, value: 5}
    - {from: 2026-05-01, value: 8}""",
    "require": """\
require:
  - rule: long-enough
    label: {en: At least 300 m, fr: Au moins 300 m}
    when: {distance_km: {min: 0.3}}
    else: reject""",
    "legs": """\
earn:
  - rule: ride
    label: {en: By bus or tram, fr: En bus ou en tram}
    legs: {mode: [bus, tram], min_km: 1}
    flat: 10""",
    "earn": """\
earn:
  - rule: walk-km
    label: {en: On foot, fr: À pied}
    legs: {mode: [walk]}
    per_km: [{up_to: 2, points: 12}, {up_to: 4, points: 6}, {points: 0}]
  - rule: declared-trip
    label: {en: Trip on your word, fr: Trajet sur votre parole}
    when: {evidence: [declared]}
    flat: 10
    limit: {times: 2, per: day}""",
    "limit": """\
earn:
  - rule: ride
    label: {en: By bus, fr: En bus}
    flat: 10
    limit: {times: 2, per: day}
bonuses:
  - rule: set-route
    label: {en: Route of the quarter, fr: Parcours du quartier}
    flat: 10
    when: {route_share: {min: 0.7}}
    limit: {times: 1, per: [route, week]}""",
    "earn.per_km": """\
earn:
  - rule: bike-km
    label: {en: By bike, fr: À vélo}
    legs: {mode: [bike]}
    per_km:
      - {up_to: 5, points: 5}
      - {up_to: 10, points: 2.5}
      - {points: 0}""",
    "bonuses": """\
bonuses:
  - rule: rain
    label: {en: In the rain, fr: Sous la pluie}
    group: effort
    percent: 20
    when: {weather: [rain]}
groups:
  effort: {combine: best}""",
    "bonuses.scaled": """\
bonuses:
  - rule: climb
    label: {en: Uphill, fr: En montée}
    scaled: {by: climb_m, every: 10, percent: 1, max_percent: 15}""",
    "groups": """\
bonuses:
  - rule: rain
    label: {en: In the rain, fr: Sous la pluie}
    group: effort
    percent: 40
    when: {weather: [rain]}
groups:
  effort: {combine: sum, max_percent: 50}""",
    "caps": """\
caps:
  - cap: day
    label: {en: Daily maximum, fr: Maximum du jour}
    points: 60
    per: [participant, day]
  - cap: budget
    points: 600000
    per: [programme, season]
    on_reach: stop_and_alert""",
    "settle": "settle: {pending_hours: 48}",
    "settle.expire": """\
settle:
  pending_hours: 48
  expire: {after_days: 365, round_to: end_of_month, remind_days: [30, 7]}""",
    "examples": """\
examples:
  - example: Two kilometres on foot
    trip: {start: "2026-05-12T08:10", legs: [{mode: walk, km: 2}]}
    expect: {points: 24}""",
    "examples.trip": """\
examples:
  - example: A walk from a paper card
    trip:
      start: "2026-05-12T08:10"
      legs: [{mode: walk, km: 2}]
      evidence: declared
      assisted: true
    expect: {points: 0}""",
    "examples.trip.legs": """\
examples:
  - example: To the bus on foot
    trip: {start: "2026-05-12T08:10", legs: [{mode: walk, km: 0.5}, {mode: bus, km: 4}]}
    expect: {points: 6}""",
    "examples.trip.routes": """\
examples:
  - example: Along the canal and through the park
    trip:
      start: "2026-05-12T08:10"
      legs: [{mode: walk, km: 2}]
      routes: [{route: canal, share: 0.9}, {route: park, share: 0.4}]
    expect: {points: 24}""",
    "examples.history": """\
examples:
  - example: A second walk of the day
    trip: {start: "2026-05-12T18:00", legs: [{mode: walk, km: 1}]}
    history: {trips: 10, trips_today: 1, day_km: {walk-km: 1.5}}
    expect: {points: 9}""",
    "examples.expect": """\
examples:
  - example: Two hundred metres are too short to be paid
    trip: {start: "2026-05-12T08:10", legs: [{mode: walk, km: 0.2}]}
    expect: {points: 0, lines: {}, missed: {walk-km: min_km}, status: scored}""",
}

CONDITIONS: Final[Mapping[str, str]] = {
    "distance_km": "when: {distance_km: {min: 2, max: 5}}",
    "duration_min": "when: {duration_min: {min: 10}}",
    "climb_m": "when: {climb_m: {min: 50}}",
    "passengers": "when: {passengers: {min: 1}}",
    "stamps": "when: {stamps: {min: 3}}",
    "trips_today": "when: {trips_today: {max: 1}}",
    "trips_in_week": "when: {trips_in_week: {min: 4, max: 4}}",
    "trips_total": "when: {trips_total: {min: 3, max: 3}}",
    "days_since_last_trip": "when: {days_since_last_trip: {min: 30}}",
    "active_days": "when: {active_days: {min: 4}}",
    "streak_days": "when: {streak_days: {min: 5}}",
    "streak_weeks": "when: {streak_weeks: {min: 4}}",
    "date_in": "when: {date_in: [2026-05-01, {from: 2026-12-20, until: 2027-01-04}]}",
    "weekday": "when: {weekday: [sat, sun]}",
    "weather": "when: {weather: [rain, snow]}",
    "zone_from": "when: {zone_from: [north, centre]}",
    "zone_to": "when: {zone_to: [centre]}",
    "segment": "when: {segment: [school-north]}",
    "evidence": "when: {evidence: [proven]}",
    "verdict": "when: {verdict: [doubtful]}",
    "assisted": "when: {assisted: true}",
    "first_of_mode": "when: {first_of_mode: true}",
    "any": """\
when:
  any: [{start_between: ["07:30", "09:00"]}, {start_between: ["16:30", "18:30"]}]""",
    "none": """\
when:
  none: [{weekday: [sat, sun]}, {weather: [heat]}]""",
    "route": "when: {route: [canal, park]}",
    "route_share": "when: {route: [canal], route_share: {min: 0.7}}",
    "start_between": 'when: {start_between: ["21:00", "05:00"]}',
}
