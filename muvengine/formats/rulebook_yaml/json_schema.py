"""The rulebook's shape as JSON Schema, for editors that complete and underline."""

from __future__ import annotations

import json
from typing import Any, Final

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from muvengine.formats.rulebook_yaml.blocks import Strict, Table
from muvengine.formats.rulebook_yaml.fields import Own
from muvengine.formats.rulebook_yaml.schema import RulebookSchema

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_COMPONENTS: Final = "#/components/schemas/"


def json_schema() -> dict[str, Any]:
    """Make the schema of a rulebook."""
    return json_schema_of(RulebookSchema)


def json_schema_of(schema: type[Strict]) -> dict[str, Any]:
    """Make the schema of a file out of the fields that read it, so that the two cannot differ."""
    plugin = MarshmallowPlugin(schema_name_resolver=_name)
    spec = APISpec("file", "1", "3.1.0", plugins=[plugin])
    converter: Any = plugin.converter
    converter.add_attribute_function(_shape)
    spec.components.schema(_name(schema), schema=schema)
    definitions = spec.to_dict()["components"]["schemas"]
    for definition in definitions.values():
        definition["additionalProperties"] = False
    whole = definitions.pop(_name(schema))
    text = json.dumps({"$schema": DIALECT, **whole, "definitions": definitions})
    found: dict[str, Any] = json.loads(text.replace(_COMPONENTS, "#/definitions/"))
    return found


def json_schema_text(schema: type[Strict] = RulebookSchema) -> str:
    """Write a schema as the file in ``rules/schema`` has it."""
    found = json_schema_of(schema)
    return json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _shape(self: Any, field: Any, **_: Any) -> dict[str, Any]:
    """Give a field's own shape; apispec calls this as a method of its converter."""
    if isinstance(field, Table):
        return {"type": "object", "additionalProperties": self.field2property(field.inner)}
    return dict(field.shape) if isinstance(field, Own) else {}


def _name(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    assert issubclass(kind, Strict)
    return kind.__name__.removesuffix("Schema").removeprefix("_")
