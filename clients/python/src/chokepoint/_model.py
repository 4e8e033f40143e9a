"""What all answers have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast, overload

from pydantic import BaseModel, ConfigDict, model_validator

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Model(BaseModel):
    """An answer, or a part of one, as the OpenAPI document of the server describes it.

    Members that the document of this version does not know are kept, under `model_extra`.
    """

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_the_default(cls, data: Any) -> Any:  # noqa: ANN401 whatever JSON there is
        """A list that is null is empty, and a switch that is null is off."""
        if not isinstance(data, dict):
            return data
        given = cast("dict[str, Any]", data)
        if all(value is not None for value in given.values()):
            return given
        return {name: value for name, value in given.items() if value is not None or cls._may_be_null(name)}

    @classmethod
    def _may_be_null(cls, name: str) -> bool:
        field = cls.model_fields.get(name)
        return field is None or field.is_required() or field.get_default(call_default_factory=True) is None

    @overload
    def to_frame(self, kind: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    def to_frame(self, kind: Literal["polars"]) -> pl.DataFrame: ...

    def to_frame(self, kind: Literal["pandas", "polars"] = "pandas") -> pd.DataFrame | pl.DataFrame:
        """The rows of the answer as a table, with the claims, sources and dates that each rests on."""
        from . import frames  # noqa: PLC0415 frames knows the models, which are these

        return frames.frame(*frames.table(self), kind=kind)
