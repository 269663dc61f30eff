"""The site these tests visit."""

from tests.desk import desk, desk_file

__all__ = ["desk", "desk_file"]
