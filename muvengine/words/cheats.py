"""What somebody might do to a recording, for the table of what is noticed."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "head_cheat": "What is sent",
    "head_tries": "Tries",
    "head_noticed": "Noticed as meant",
    "head_refused": "Refused",
    "head_asked": "A person looks",
    "head_doubtful": "In doubt",
    "head_passed": "Believed",
    "honest": "Nothing is wrong: {mode}",
    "car_as_bike": "A drive, said to be a bicycle ride",
    "car_as_walk": "A drive, said to be a walk",
    "stretched_clock": "A drive with its clock slowed down to a bicycle ride",
    "stretched_to_walk": "A drive with its clock slowed down to a walk",
    "thinned": "A drive with most positions left out, said to be a bicycle ride",
    "drive_cut_out": "A drive with the fast parts cut out, said to be a bicycle ride",
    "spliced": "A bicycle ride with a drive in the middle",
    "jumped": "A bicycle ride with a jump of 3 km (the jump is cut out and earns nothing)",
    "sent_again": "One’s own trip, sent a second time",
    "anothers_file": "A friend’s file, sent as one’s own",
    "shifted_a_day": "One’s own trip, moved to the next day",
    "retimed": "A friend’s trip with other times",
    "jittered": "A friend’s trip of another day, with 1.5 m of noise",
    "jittered_much": "A friend’s trip of another day, with 15 m of noise",
    "replayed": "A friend’s motion, repeated by a simulated phone",
    "drawn_exactly": "A line along the streets, without any noise",
    "at_constant_speed": "A recorded way, all at one speed",
    "planned": "A planned route with times added by a map program",
    "too_smooth": "A made-up ride at nearly one speed, with errors as of a phone",
    "under_white_noise": "A made-up ride under noise drawn anew each second",
    "start_aligned": "A seat in a car, claimed with a drive of another day",
    "convoy_of_10_s": "A seat in a car, claimed from a car 10 s behind",
    "convoy_of_30_s": "A seat in a car, claimed from a car 30 s behind",
    "convoy_of_60_s": "A seat in a car, claimed from a car 60 s behind",
}
