"""Why a trip is not confirmed, and what was mended or left out of its trace."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    # Verdicts.
    "mode_earns_nothing": "This way of moving earns no points.",
    "no_movement": "The recording shows no movement. Start it before you leave.",
    "speed": "The speed does not fit this way of moving. Did you choose the right one?",
    "slow": "No vehicle moves this slowly. Did you choose the right way of moving?",
    "too_short": "The trip is too short to count.",
    "too_brief": "The trip is too brief to count.",
    "surges": "The speed changes as it does in traffic. Did you choose the right way of moving?",
    "holes": "Parts of the trip were not recorded. Keep the app open until you arrive.",
    "sparse": "There are too few positions to be sure. Let your app record more often.",
    "too_few_fixes": "There are too few positions to be sure. Let your app record more often.",
    "transit_unproven": "A recording cannot tell a bus from a car.",
    "carpool_unproven": "A recording cannot tell who rode along.",
    "carpool_waiting": "We wait for the other person’s trip. Then you get the rest.",
    "carpool_apart": "The 2 trips were not at the same place.",
    "carpool_enough": "You both shared 2 cars that day. More do not count.",
    "carpool_alone": "No second trip came. A mediator can still send it.",
    # Signs that ask a person to look.
    "editor": "The file was written by a map program. A person will look at it.",
    "emulator": "The file looks like one from a test phone. A person will look at it.",
    "constant_speed": "The speed hardly ever changes. A person will look at it.",
    "straight_lines": "The line looks drawn. A person will look at it.",
    "white_jitter": "The positions look made up. A person will look at it.",
    "too_smooth": "The speed is smoother than in real life. A person will look at it.",
    "copied": "This trip is like one we already have. A person will look at it.",
    "replayed": "This trip moves just as one of another day did. A person will look at it.",
    "stretched_clock": "The clock of the recording ticks in an odd way. A person will look at it.",
    # What people did.
    "outing_no_end": "Your card was not read at the end of the outing. Is that wrong? Tell us.",
    "refused_by_person": "A person looked at this trip and refused it.",
    "withdrawn": "This trip was taken back. It earns no points.",
    # Mended, or left out.
    "untimed_track": "A planned route in the file was left out: it has no times.",
    "bad_coord": "A few positions were wrong and left out.",
    "bad_time": "A few positions had no usable time and were left out.",
    "bad_elevation": "A few heights were wrong and left out.",
    "naive_time": "Some times named no time zone. We read them as universal time.",
    "time_sorted": "The positions were put in order of time.",
    "text": "Odd characters in the name were left out.",
    "inaccurate": "Positions too far off were left out.",
    "double": "Positions recorded twice were left out.",
    "spike": "Positions that jumped away were left out.",
    "teleport": "A jump no vehicle makes was cut out.",
    "leg_left_out": "A part of the trip could not be confirmed and was left out.",
    "route_left_out": "A set route was not followed in this way all along. It was left out.",
}
