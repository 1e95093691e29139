"""The data of a sealed file: a case with all that it stands on, as the JSON that its page is drawn from."""

import datetime
import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from assistant.cases.model import Basis, Case, Step
from sources.document import Frozen

FORM: Literal[1] = 1
"""The version of the data and of the page; raised with every change of what either holds."""


class SealedCase(Frozen):
    """A case as it is sealed. `exported` is when, `program` by whom; `steps` and `bases` are those of `assistant.cases.Case`."""

    form: int
    program: str
    exported: datetime.datetime
    steps: tuple[Step, ...]
    bases: Mapping[int, Basis]

    @property
    def case(self) -> Case:
        """The case itself."""
        return Case(steps=self.steps, bases=self.bases)


def sealed_data(case: Case, program: str, at: datetime.datetime) -> str:
    """The JSON text: ASCII, and free of whatever HTML would read as markup."""
    made = SealedCase(form=FORM, program=program, exported=at, steps=case.steps, bases=case.bases)
    text = json.dumps(made.model_dump(mode="json"), ensure_ascii=True, indent=1)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def read_data(text: str) -> tuple[SealedCase, dict[str, Any]]:
    """The case of a JSON text, and its plain values.

    Raises:
        ValueError: it is no JSON, or no case of this version; with one line that says where.
    """
    try:
        plain = json.loads(text)
        return SealedCase.model_validate(plain), plain
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(str(error)) from None
