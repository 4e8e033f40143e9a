"""The questions of the API as methods.

Made from the OpenAPI document of the server by generate.py; edits are lost.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar

from pydantic import BaseModel

from . import models
from ._call import Call, several
from ._types import Day, Moment, Party
from .rows import AsyncRows, Page, Rows

M = TypeVar("M", bound=BaseModel)
P = TypeVar("P", bound=Page[object])
R = TypeVar("R", bound=BaseModel)

SourcesChoice: TypeAlias = Literal["all", "primary"]
DetailChoice: TypeAlias = Literal["auto", "brief", "full"]
MinConfidenceChoice: TypeAlias = Literal["disputed", "estimated", "reported", "confirmed", "official"]
LangChoice: TypeAlias = Literal["en", "fr"]
LayoutChoice: TypeAlias = Literal["layers"]
OrderChoice: TypeAlias = Literal["strata", "any"]

# The answers of the questions, by the name that `ask` gives them.
ANSWERS: dict[str, type[BaseModel]] = {
    "affiliates": models.Affiliates,
    "changes": models.ChangesAnswer,
    "check": models.Check,
    "chokepoints": models.Chokepoints,
    "claim": models.ClaimAnswer,
    "claims": models.Claims,
    "compare": models.Comparison,
    "coverage": models.Coverage,
    "datasets": models.Datasets,
    "decisions": models.Decisions,
    "dependencies": models.Reach,
    "dependents": models.Reach,
    "entities": models.Entities,
    "entity": models.Card,
    "graph": models.Graph,
    "holdings": models.Ownership,
    "impact": models.Impact,
    "lines": models.Lines,
    "listings": models.Listings,
    "load": models.ImportReport,
    "match": models.Matches,
    "neighbours": models.Neighbours,
    "ontology": models.Ontology,
    "owners": models.Ownership,
    "paths": models.Paths,
    "query": models.Query,
    "screen": models.Screening,
    "search": models.Found,
    "source": models.SourceView,
    "sources": models.Sources,
    "stats": models.Stats,
    "timeline": models.Timeline,
}


class Questions(ABC):
    """The questions of the API."""

    @abstractmethod
    def _ask(self, call: Call, answer: type[M]) -> M: ...

    @abstractmethod
    def _merged(self, call: Call, answer: type[M], limit: int | None) -> M: ...

    @abstractmethod
    def _rows(self, call: Call, answer: type[P], rows_of: Callable[[P], Sequence[R]], limit: int | None) -> Rows[P, R]: ...

    def affiliates(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        threshold: float | None = None,
    ) -> Rows[models.Affiliates, models.Affiliate]:
        """Whom a listing reaches through ownership.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            threshold: Least share, 0..1, that listed parties and affiliates hold together; 0: any that is known and not nothing. Default:
                that of the rule on record.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/affiliates",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "threshold": threshold,
                },
            ),
            models.Affiliates,
            lambda page: page.results,
            limit,
        )

    def ask(
        self,
        q: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
        context: str | None = None,
    ) -> models.Answer:
        """A question in plain words.

        Args:
            q: A question in English or French.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of the answer. Default: that of the question.
            context: The question that this one follows, in plain words or as the call that was shown for it: after "can Nvidia sell the H20
                to China", "and to Vietnam?" asks the same of Vietnam.
        """
        return self._ask(
            Call(
                "GET",
                "/v1/ask",
                {
                    "q": q,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                    "context": context,
                },
            ),
            models.Answer,
        )

    def changes(
        self,
        since: Day,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        until: Day | None = None,
        of: str | None = None,
        what: Literal["began", "ended", "on", "edited", "recorded", "withdrawn"]
        | Sequence[Literal["began", "ended", "on", "edited", "recorded", "withdrawn"]]
        | None = None,
        sort: Literal["earliest", "latest"] | None = None,
    ) -> Rows[models.ChangesAnswer, models.Event]:
        """What began, ended, was edited, recorded or withdrawn between two days.

        Args:
            since: First day, as 2026-01-01.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            until: Last day. Default: as_of, else today.
            of: Only what concerns this entity: its claims, and how the decisions that bear on it stood. An id, or a name or alias if only
                one entity has it.
            what: Kinds of change (repeatable). Default: began, ended, on, edited; what was recorded and withdrawn is counted for each load.
            sort: Which come first.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/changes",
                {
                    "since": since,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "until": until,
                    "of": of,
                    "what": several(what),
                    "sort": sort,
                },
            ),
            models.ChangesAnswer,
            lambda page: page.results,
            limit,
        )

    def check(
        self,
        item: str | None = None,
        *,
        as_of: Day | None = None,
        assume: str | Sequence[str] | None = None,
        channel: str | Sequence[str] | None = None,
        cursor: str | None = None,
        detail: DetailChoice = "full",
        end_user: str | None = None,
        figures: Mapping[str, str | float] | None = None,
        kind: str | Sequence[str] | None = None,
        known_at: Moment | None = None,
        lang: LangChoice | None = None,
        limit: int | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        min_share: float | None = None,
        order: OrderChoice | None = None,
        relation: str | Sequence[str] | None = None,
        seller: str | None = None,
        sources: SourcesChoice | None = None,
        to: str | None = None,
    ) -> models.Check:
        """The decisions that bear on an export, and what is unknown.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            assume: Answer as if a decision had another status: decision:status (repeatable).
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            cursor: The next of the answer before.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            end_user: The party that would use it.
            figures: Figures of an item that is not on record, in place of item: an object of attributes and values, or name=value pairs
                with semicolons.
            item: A chip, technology or other item. Either this or figures.
            kind: Kinds of entity to list (repeatable).
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            lang: Language of sentences.
            limit: Greatest number of results; 0 counts only.
            min_confidence: Leave out claims of less confidence.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            relation: Relations to walk (repeatable), whatever their channel.
            seller: In place of item: who sells. All that it designs and sells, and that had been announced by the day, is checked.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            to: The destination: a state or a place. It may be left out where an end user is given: then it is the state of that.
        """
        return self._ask(
            Call(
                "POST",
                "/v1/check",
                {
                    "as_of": as_of,
                    "assume": several(assume),
                    "channel": several(channel),
                    "cursor": cursor,
                    "detail": detail,
                    "end_user": end_user,
                    "figures": figures,
                    "item": item,
                    "kind": several(kind),
                    "known_at": known_at,
                    "lang": lang,
                    "limit": limit,
                    "min_confidence": min_confidence,
                    "min_share": min_share,
                    "order": order,
                    "relation": several(relation),
                    "seller": seller,
                    "sources": sources,
                    "to": to,
                },
            ),
            models.Check,
        )

    def chokepoints(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        country: str | None = None,
        for_: str | None = None,
    ) -> Rows[models.Chokepoints, models.Chokepoint]:
        """Entities by what their loss alone would lose.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            country: Chokepoints of this state: id or name.
            for_: Only what loses, degrades or impairs this entity.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/chokepoints",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "country": country,
                    "for": for_,
                },
            ),
            models.Chokepoints,
            lambda page: page.results,
            limit,
        )

    def claim(self, id: str, *, lang: LangChoice | None = None) -> models.ClaimAnswer:
        """A claim.

        Args:
            id: The id.
            lang: Language of sentences.
        """
        return self._ask(Call("GET", "/v1/claims/{id}", {"id": id, "lang": lang}), models.ClaimAnswer)

    def claims(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        predicate: str | Sequence[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        object_kind: str | Sequence[str] | None = None,
        about: str | None = None,
        source: str | None = None,
    ) -> Rows[models.Claims, models.ClaimView]:
        """Claims by predicate, subject, object and source.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            predicate: A relation, the inverse of one, or an attribute (repeatable). An inverse is read from its object, which is then the
                subject of this question.
            subject: Whose claims: an id, or a name or alias if only one entity has it.
            object: The entity at the other end of a relation.
            object_kind: Kinds of the entity at the other end of a relation (repeatable).
            about: An entity that the claim names: at the other end, as its item, or in its words.
            source: Id of a source that they cite.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/claims",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "predicate": several(predicate),
                    "subject": subject,
                    "object": object,
                    "object_kind": several(object_kind),
                    "about": about,
                    "source": source,
                },
            ),
            models.Claims,
            lambda page: page.results,
            limit,
        )

    def compare(
        self,
        one: str,
        *,
        other: str | None = None,
        with_: Day | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> models.Comparison:
        """Two entities, or one on two days: what is the same, what differs and what is known of one only.

        Args:
            one: The first: an id, or a name or alias if only one entity has it.
            other: The second. Default: the same entity, on the day that with gives.
            with_: The day of the second; as_of is that of the first. Default: the same day.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows of each list. Default: all.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return self._merged(
            Call(
                "GET",
                "/v1/compare",
                {
                    "one": one,
                    "other": other,
                    "with": with_,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Comparison,
            limit,
        )

    def coverage(self, *, lang: LangChoice | None = None) -> models.Coverage:
        """What the facts cover, how well, and what they do not.

        Args:
            lang: Language of sentences.
        """
        return self._ask(Call("GET", "/v1/coverage", {"lang": lang}), models.Coverage)

    def datasets(self, *, lang: LangChoice | None = None) -> models.Datasets:
        """What is loaded.

        Args:
            lang: Language of sentences.
        """
        return self._ask(Call("GET", "/v1/datasets", {"lang": lang}), models.Datasets)

    def decisions(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        by: str | None = None,
        effect: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        sort: Literal["standing", "date"] | None = None,
    ) -> Rows[models.Decisions, models.BearingView]:
        """The decisions that bear on it.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            by: Only decisions of this authority, or of one that is part of it: an id or a name, such as united-states.
            effect: Only decisions with this effect (repeatable): a term of the attribute effect, such as permit or tax.
            status: Only decisions with this status (repeatable): a term of the attribute status, such as proposed or in-force.
            sort: standing: those in force first, then by name. date: the latest first.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/decisions",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "by": by,
                    "effect": several(effect),
                    "status": several(status),
                    "sort": sort,
                },
            ),
            models.Decisions,
            lambda page: page.results,
            limit,
        )

    def dependencies(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        layout: LayoutChoice | None = None,
        depth: int | None = None,
        country: str | None = None,
    ) -> Rows[models.Reach, models.Reached]:
        """What it depends on, at any distance.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            depth: Greatest number of steps. Default: any.
            country: Only entities of this state on the day: an id or a name.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/dependencies",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "layout": layout,
                    "depth": depth,
                    "country": country,
                },
            ),
            models.Reach,
            lambda page: page.results,
            limit,
        )

    def dependents(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        layout: LayoutChoice | None = None,
        depth: int | None = None,
        country: str | None = None,
    ) -> Rows[models.Reach, models.Reached]:
        """Who depends on it, at any distance.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            depth: Greatest number of steps. Default: any.
            country: Only entities of this state on the day: an id or a name.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/dependents",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "layout": layout,
                    "depth": depth,
                    "country": country,
                },
            ),
            models.Reach,
            lambda page: page.results,
            limit,
        )

    def entities(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        country: str | None = None,
        q: str | None = None,
    ) -> Rows[models.Entities, models.EntityRef]:
        """List entities.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            country: A state: id or name.
            q: Part of a name or alias, in any script.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "country": country,
                    "q": q,
                },
            ),
            models.Entities,
            lambda page: page.results,
            limit,
        )

    def entity(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
    ) -> models.Card:
        """An entity with its claims.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of sentences.
        """
        return self._ask(
            Call(
                "GET",
                "/v1/entities/{ref}",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                },
            ),
            models.Card,
        )

    def graph(
        self,
        entity: str | Sequence[str],
        *,
        as_of: Day | None = None,
        channel: str | Sequence[str] | None = None,
        claim: str | Sequence[str] | None = None,
        detail: DetailChoice = "full",
        kind: str | Sequence[str] | None = None,
        known_at: Moment | None = None,
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        limit: int | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        min_share: float | None = None,
        order: OrderChoice | None = None,
        relation: str | Sequence[str] | None = None,
        sources: SourcesChoice | None = None,
    ) -> models.Graph:
        """The claims of dependence among given entities on a day.

        Args:
            entity: Entities: an id, name or alias each.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            claim: Only these of the claims among them, by id, of whatever channel (repeatable).
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            kind: Kinds of entity to list (repeatable).
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            limit: Greatest number of rows of each list. Default: all.
            min_confidence: Leave out claims of less confidence.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            relation: Relations to walk (repeatable), whatever their channel.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
        """
        return self._merged(
            Call(
                "POST",
                "/v1/graph",
                {
                    "entity": several(entity),
                    "as_of": as_of,
                    "channel": several(channel),
                    "claim": several(claim),
                    "detail": detail,
                    "kind": several(kind),
                    "known_at": known_at,
                    "lang": lang,
                    "layout": layout,
                    "min_confidence": min_confidence,
                    "min_share": min_share,
                    "order": order,
                    "relation": several(relation),
                    "sources": sources,
                },
            ),
            models.Graph,
            limit,
        )

    def holdings(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> Rows[models.Ownership, models.HoldingRow]:
        """What it owns, with effective shares.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/holdings",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Ownership,
            lambda page: page.results,
            limit,
        )

    def impact(
        self,
        remove: str | Sequence[str],
        *,
        as_of: Day | None = None,
        channel: str | Sequence[str] | None = None,
        detail: DetailChoice = "full",
        kind: str | Sequence[str] | None = None,
        known_at: Moment | None = None,
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        limit: int | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        min_share: float | None = None,
        on: str | None = None,
        order: OrderChoice | None = None,
        relation: str | Sequence[str] | None = None,
        sources: SourcesChoice | None = None,
    ) -> models.Impact:
        """What stops, or is weakened, if something is taken away.

        Args:
            remove: Entities (id, name or alias) and claims (id). A relation is taken away by the ids of its claims; a decision takes its
                permissions with it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            kind: Kinds of entity to list (repeatable).
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            limit: Greatest number of rows of each list. Default: all.
            min_confidence: Leave out claims of less confidence.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            on: Only what becomes of this entity and of what is its own: an id or a name.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            relation: Relations to walk (repeatable), whatever their channel.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
        """
        return self._merged(
            Call(
                "POST",
                "/v1/impact",
                {
                    "remove": several(remove),
                    "as_of": as_of,
                    "channel": several(channel),
                    "detail": detail,
                    "kind": several(kind),
                    "known_at": known_at,
                    "lang": lang,
                    "layout": layout,
                    "min_confidence": min_confidence,
                    "min_share": min_share,
                    "on": on,
                    "order": order,
                    "relation": several(relation),
                    "sources": sources,
                },
            ),
            models.Impact,
            limit,
        )

    def lines(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        maker: str | None = None,
    ) -> Rows[models.Lines, models.LinedItem]:
        """Items against the criteria of the decisions in force on a day.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            maker: Whose items: what it designs and sells. Default: those of all.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/lines",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "maker": maker,
                },
            ),
            models.Lines,
            lambda page: page.results,
            limit,
        )

    def listings(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
        list: str | None = None,
    ) -> models.Listings:
        """On which lists it is or was, and whether a list reaches it through its owners.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of sentences.
            list: A list, or an authority or state whose lists they are: an id, or a name. A listing that is part of the list counts.
                Default: all.
        """
        return self._ask(
            Call(
                "GET",
                "/v1/entities/{ref}/listings",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                    "list": list,
                },
            ),
            models.Listings,
        )

    def match(
        self,
        queries: Party | Sequence[Party],
        *,
        as_of: Day | None = None,
        kind: str | None = None,
        lang: LangChoice | None = None,
        limit: int | None = None,
        threshold: float | None = None,
    ) -> models.Matches:
        """Candidates for a batch of names.

        Args:
            queries: Names of parties, each alone or with what else is known of it.
            as_of: The day on which the countries of candidates count, as 2026-01-15. Default: today.
            kind: The kind of entity that is expected where a name comes without.
            lang: Language of sentences.
            limit: Candidates for each name.
            threshold: Leave out candidates of a lower score. None is below 0.5; from 0.8 a candidate counts as the party that is meant.
        """
        return self._ask(
            Call(
                "POST",
                "/v1/match",
                {"queries": several(queries), "as_of": as_of, "kind": kind, "lang": lang, "limit": limit, "threshold": threshold},
            ),
            models.Matches,
        )

    def neighbours(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        direction: Literal["dependents", "dependencies", "both"] | None = None,
    ) -> Rows[models.Neighbours, models.Neighbour]:
        """One hop, all relations.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            direction: Claims with the entity as object, as subject, or both.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/neighbours",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "layout": layout,
                    "direction": direction,
                },
            ),
            models.Neighbours,
            lambda page: page.results,
            limit,
        )

    def ontology(self) -> models.Ontology:
        """Kinds, attributes, relations and rules."""
        return self._ask(Call("GET", "/v1/ontology", {}), models.Ontology)

    def owners(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> Rows[models.Ownership, models.HoldingRow]:
        """Who owns it, with effective shares.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/owners",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Ownership,
            lambda page: page.results,
            limit,
        )

    def paths(
        self,
        from_: str,
        to: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        k: int | None = None,
        max_hops: int | None = None,
    ) -> models.Paths:
        """The shortest ways in which one entity depends on another.

        Args:
            from_: The dependent.
            to: What it depends on.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            k: Greatest number of paths.
            max_hops: Greatest length. Default: any.
        """
        return self._ask(
            Call(
                "GET",
                "/v1/paths",
                {
                    "from": from_,
                    "to": to,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                    "layout": layout,
                    "k": k,
                    "max_hops": max_hops,
                },
            ),
            models.Paths,
        )

    def query(self, call: str, *, lang: LangChoice | None = None) -> models.Query:
        """How a call is asked on the command line and in Cypher.

        Args:
            call: Path and query of a call of this interface. What is asked only by POST has its parameters in a query here.
            lang: Language of sentences.
        """
        return self._ask(Call("GET", "/v1/query", {"call": call, "lang": lang}), models.Query)

    def search(
        self,
        q: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> Rows[models.Found, models.Candidate]:
        """Entities by name or alias.

        Args:
            q: A name or alias, or something like it, in any script.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/search",
                {
                    "q": q,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Found,
            lambda page: page.results,
            limit,
        )

    def source(self, id: str, *, lang: LangChoice | None = None) -> models.SourceView:
        """A source and the claims that cite it.

        Args:
            id: The id.
            lang: Language of sentences.
        """
        return self._ask(Call("GET", "/v1/sources/{id}", {"id": id, "lang": lang}), models.SourceView)

    def sources(self, *, limit: int | None = None, lang: LangChoice | None = None) -> Rows[models.Sources, models.SourceView]:
        """All sources.

        Args:
            limit: Greatest number of rows. Default: all, fetched as they are read.
            lang: Language of sentences.
        """
        return self._rows(Call("GET", "/v1/sources", {"lang": lang}), models.Sources, lambda page: page.results, limit)

    def stats(self, *, lang: LangChoice | None = None) -> models.Stats:
        """Counts, and which questions are answered where.

        Args:
            lang: Language of sentences.
        """
        return self._ask(Call("GET", "/v1/stats", {"lang": lang}), models.Stats)

    def timeline(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> Rows[models.Timeline, models.Event]:
        """What began and ended for it, and when, and how the decisions that bear on it stood.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/timeline",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Timeline,
            lambda page: page.results,
            limit,
        )


class AsyncQuestions(ABC):
    """The questions of the API, asked without waiting."""

    @abstractmethod
    def _ask(self, call: Call, answer: type[M]) -> Awaitable[M]: ...

    @abstractmethod
    def _merged(self, call: Call, answer: type[M], limit: int | None) -> Awaitable[M]: ...

    @abstractmethod
    def _rows(self, call: Call, answer: type[P], rows_of: Callable[[P], Sequence[R]], limit: int | None) -> Awaitable[AsyncRows[P, R]]: ...

    async def affiliates(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        threshold: float | None = None,
    ) -> AsyncRows[models.Affiliates, models.Affiliate]:
        """Whom a listing reaches through ownership.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            threshold: Least share, 0..1, that listed parties and affiliates hold together; 0: any that is known and not nothing. Default:
                that of the rule on record.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/affiliates",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "threshold": threshold,
                },
            ),
            models.Affiliates,
            lambda page: page.results,
            limit,
        )

    async def ask(
        self,
        q: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
        context: str | None = None,
    ) -> models.Answer:
        """A question in plain words.

        Args:
            q: A question in English or French.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of the answer. Default: that of the question.
            context: The question that this one follows, in plain words or as the call that was shown for it: after "can Nvidia sell the H20
                to China", "and to Vietnam?" asks the same of Vietnam.
        """
        return await self._ask(
            Call(
                "GET",
                "/v1/ask",
                {
                    "q": q,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                    "context": context,
                },
            ),
            models.Answer,
        )

    async def changes(
        self,
        since: Day,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        until: Day | None = None,
        of: str | None = None,
        what: Literal["began", "ended", "on", "edited", "recorded", "withdrawn"]
        | Sequence[Literal["began", "ended", "on", "edited", "recorded", "withdrawn"]]
        | None = None,
        sort: Literal["earliest", "latest"] | None = None,
    ) -> AsyncRows[models.ChangesAnswer, models.Event]:
        """What began, ended, was edited, recorded or withdrawn between two days.

        Args:
            since: First day, as 2026-01-01.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            until: Last day. Default: as_of, else today.
            of: Only what concerns this entity: its claims, and how the decisions that bear on it stood. An id, or a name or alias if only
                one entity has it.
            what: Kinds of change (repeatable). Default: began, ended, on, edited; what was recorded and withdrawn is counted for each load.
            sort: Which come first.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/changes",
                {
                    "since": since,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "until": until,
                    "of": of,
                    "what": several(what),
                    "sort": sort,
                },
            ),
            models.ChangesAnswer,
            lambda page: page.results,
            limit,
        )

    async def check(
        self,
        item: str | None = None,
        *,
        as_of: Day | None = None,
        assume: str | Sequence[str] | None = None,
        channel: str | Sequence[str] | None = None,
        cursor: str | None = None,
        detail: DetailChoice = "full",
        end_user: str | None = None,
        figures: Mapping[str, str | float] | None = None,
        kind: str | Sequence[str] | None = None,
        known_at: Moment | None = None,
        lang: LangChoice | None = None,
        limit: int | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        min_share: float | None = None,
        order: OrderChoice | None = None,
        relation: str | Sequence[str] | None = None,
        seller: str | None = None,
        sources: SourcesChoice | None = None,
        to: str | None = None,
    ) -> models.Check:
        """The decisions that bear on an export, and what is unknown.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            assume: Answer as if a decision had another status: decision:status (repeatable).
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            cursor: The next of the answer before.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            end_user: The party that would use it.
            figures: Figures of an item that is not on record, in place of item: an object of attributes and values, or name=value pairs
                with semicolons.
            item: A chip, technology or other item. Either this or figures.
            kind: Kinds of entity to list (repeatable).
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            lang: Language of sentences.
            limit: Greatest number of results; 0 counts only.
            min_confidence: Leave out claims of less confidence.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            relation: Relations to walk (repeatable), whatever their channel.
            seller: In place of item: who sells. All that it designs and sells, and that had been announced by the day, is checked.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            to: The destination: a state or a place. It may be left out where an end user is given: then it is the state of that.
        """
        return await self._ask(
            Call(
                "POST",
                "/v1/check",
                {
                    "as_of": as_of,
                    "assume": several(assume),
                    "channel": several(channel),
                    "cursor": cursor,
                    "detail": detail,
                    "end_user": end_user,
                    "figures": figures,
                    "item": item,
                    "kind": several(kind),
                    "known_at": known_at,
                    "lang": lang,
                    "limit": limit,
                    "min_confidence": min_confidence,
                    "min_share": min_share,
                    "order": order,
                    "relation": several(relation),
                    "seller": seller,
                    "sources": sources,
                    "to": to,
                },
            ),
            models.Check,
        )

    async def chokepoints(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        country: str | None = None,
        for_: str | None = None,
    ) -> AsyncRows[models.Chokepoints, models.Chokepoint]:
        """Entities by what their loss alone would lose.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            country: Chokepoints of this state: id or name.
            for_: Only what loses, degrades or impairs this entity.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/chokepoints",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "country": country,
                    "for": for_,
                },
            ),
            models.Chokepoints,
            lambda page: page.results,
            limit,
        )

    async def claim(self, id: str, *, lang: LangChoice | None = None) -> models.ClaimAnswer:
        """A claim.

        Args:
            id: The id.
            lang: Language of sentences.
        """
        return await self._ask(Call("GET", "/v1/claims/{id}", {"id": id, "lang": lang}), models.ClaimAnswer)

    async def claims(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        predicate: str | Sequence[str] | None = None,
        subject: str | None = None,
        object: str | None = None,
        object_kind: str | Sequence[str] | None = None,
        about: str | None = None,
        source: str | None = None,
    ) -> AsyncRows[models.Claims, models.ClaimView]:
        """Claims by predicate, subject, object and source.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            predicate: A relation, the inverse of one, or an attribute (repeatable). An inverse is read from its object, which is then the
                subject of this question.
            subject: Whose claims: an id, or a name or alias if only one entity has it.
            object: The entity at the other end of a relation.
            object_kind: Kinds of the entity at the other end of a relation (repeatable).
            about: An entity that the claim names: at the other end, as its item, or in its words.
            source: Id of a source that they cite.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/claims",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "predicate": several(predicate),
                    "subject": subject,
                    "object": object,
                    "object_kind": several(object_kind),
                    "about": about,
                    "source": source,
                },
            ),
            models.Claims,
            lambda page: page.results,
            limit,
        )

    async def compare(
        self,
        one: str,
        *,
        other: str | None = None,
        with_: Day | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> models.Comparison:
        """Two entities, or one on two days: what is the same, what differs and what is known of one only.

        Args:
            one: The first: an id, or a name or alias if only one entity has it.
            other: The second. Default: the same entity, on the day that with gives.
            with_: The day of the second; as_of is that of the first. Default: the same day.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows of each list. Default: all.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return await self._merged(
            Call(
                "GET",
                "/v1/compare",
                {
                    "one": one,
                    "other": other,
                    "with": with_,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Comparison,
            limit,
        )

    async def coverage(self, *, lang: LangChoice | None = None) -> models.Coverage:
        """What the facts cover, how well, and what they do not.

        Args:
            lang: Language of sentences.
        """
        return await self._ask(Call("GET", "/v1/coverage", {"lang": lang}), models.Coverage)

    async def datasets(self, *, lang: LangChoice | None = None) -> models.Datasets:
        """What is loaded.

        Args:
            lang: Language of sentences.
        """
        return await self._ask(Call("GET", "/v1/datasets", {"lang": lang}), models.Datasets)

    async def decisions(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        by: str | None = None,
        effect: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        sort: Literal["standing", "date"] | None = None,
    ) -> AsyncRows[models.Decisions, models.BearingView]:
        """The decisions that bear on it.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            by: Only decisions of this authority, or of one that is part of it: an id or a name, such as united-states.
            effect: Only decisions with this effect (repeatable): a term of the attribute effect, such as permit or tax.
            status: Only decisions with this status (repeatable): a term of the attribute status, such as proposed or in-force.
            sort: standing: those in force first, then by name. date: the latest first.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/decisions",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "by": by,
                    "effect": several(effect),
                    "status": several(status),
                    "sort": sort,
                },
            ),
            models.Decisions,
            lambda page: page.results,
            limit,
        )

    async def dependencies(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        layout: LayoutChoice | None = None,
        depth: int | None = None,
        country: str | None = None,
    ) -> AsyncRows[models.Reach, models.Reached]:
        """What it depends on, at any distance.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            depth: Greatest number of steps. Default: any.
            country: Only entities of this state on the day: an id or a name.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/dependencies",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "layout": layout,
                    "depth": depth,
                    "country": country,
                },
            ),
            models.Reach,
            lambda page: page.results,
            limit,
        )

    async def dependents(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        since: Day | None = None,
        layout: LayoutChoice | None = None,
        depth: int | None = None,
        country: str | None = None,
    ) -> AsyncRows[models.Reach, models.Reached]:
        """Who depends on it, at any distance.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            since: A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and
                went.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            depth: Greatest number of steps. Default: any.
            country: Only entities of this state on the day: an id or a name.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/dependents",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "since": since,
                    "layout": layout,
                    "depth": depth,
                    "country": country,
                },
            ),
            models.Reach,
            lambda page: page.results,
            limit,
        )

    async def entities(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        country: str | None = None,
        q: str | None = None,
    ) -> AsyncRows[models.Entities, models.EntityRef]:
        """List entities.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            country: A state: id or name.
            q: Part of a name or alias, in any script.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "country": country,
                    "q": q,
                },
            ),
            models.Entities,
            lambda page: page.results,
            limit,
        )

    async def entity(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
    ) -> models.Card:
        """An entity with its claims.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of sentences.
        """
        return await self._ask(
            Call(
                "GET",
                "/v1/entities/{ref}",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                },
            ),
            models.Card,
        )

    async def graph(
        self,
        entity: str | Sequence[str],
        *,
        as_of: Day | None = None,
        channel: str | Sequence[str] | None = None,
        claim: str | Sequence[str] | None = None,
        detail: DetailChoice = "full",
        kind: str | Sequence[str] | None = None,
        known_at: Moment | None = None,
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        limit: int | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        min_share: float | None = None,
        order: OrderChoice | None = None,
        relation: str | Sequence[str] | None = None,
        sources: SourcesChoice | None = None,
    ) -> models.Graph:
        """The claims of dependence among given entities on a day.

        Args:
            entity: Entities: an id, name or alias each.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            claim: Only these of the claims among them, by id, of whatever channel (repeatable).
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            kind: Kinds of entity to list (repeatable).
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            limit: Greatest number of rows of each list. Default: all.
            min_confidence: Leave out claims of less confidence.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            relation: Relations to walk (repeatable), whatever their channel.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
        """
        return await self._merged(
            Call(
                "POST",
                "/v1/graph",
                {
                    "entity": several(entity),
                    "as_of": as_of,
                    "channel": several(channel),
                    "claim": several(claim),
                    "detail": detail,
                    "kind": several(kind),
                    "known_at": known_at,
                    "lang": lang,
                    "layout": layout,
                    "min_confidence": min_confidence,
                    "min_share": min_share,
                    "order": order,
                    "relation": several(relation),
                    "sources": sources,
                },
            ),
            models.Graph,
            limit,
        )

    async def holdings(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> AsyncRows[models.Ownership, models.HoldingRow]:
        """What it owns, with effective shares.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/holdings",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Ownership,
            lambda page: page.results,
            limit,
        )

    async def impact(
        self,
        remove: str | Sequence[str],
        *,
        as_of: Day | None = None,
        channel: str | Sequence[str] | None = None,
        detail: DetailChoice = "full",
        kind: str | Sequence[str] | None = None,
        known_at: Moment | None = None,
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        limit: int | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        min_share: float | None = None,
        on: str | None = None,
        order: OrderChoice | None = None,
        relation: str | Sequence[str] | None = None,
        sources: SourcesChoice | None = None,
    ) -> models.Impact:
        """What stops, or is weakened, if something is taken away.

        Args:
            remove: Entities (id, name or alias) and claims (id). A relation is taken away by the ids of its claims; a decision takes its
                permissions with it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            kind: Kinds of entity to list (repeatable).
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            limit: Greatest number of rows of each list. Default: all.
            min_confidence: Leave out claims of less confidence.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            on: Only what becomes of this entity and of what is its own: an id or a name.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            relation: Relations to walk (repeatable), whatever their channel.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
        """
        return await self._merged(
            Call(
                "POST",
                "/v1/impact",
                {
                    "remove": several(remove),
                    "as_of": as_of,
                    "channel": several(channel),
                    "detail": detail,
                    "kind": several(kind),
                    "known_at": known_at,
                    "lang": lang,
                    "layout": layout,
                    "min_confidence": min_confidence,
                    "min_share": min_share,
                    "on": on,
                    "order": order,
                    "relation": several(relation),
                    "sources": sources,
                },
            ),
            models.Impact,
            limit,
        )

    async def lines(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        maker: str | None = None,
    ) -> AsyncRows[models.Lines, models.LinedItem]:
        """Items against the criteria of the decisions in force on a day.

        Args:
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            maker: Whose items: what it designs and sells. Default: those of all.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/lines",
                {
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "maker": maker,
                },
            ),
            models.Lines,
            lambda page: page.results,
            limit,
        )

    async def listings(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
        list: str | None = None,
    ) -> models.Listings:
        """On which lists it is or was, and whether a list reaches it through its owners.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of sentences.
            list: A list, or an authority or state whose lists they are: an id, or a name. A listing that is part of the list counts.
                Default: all.
        """
        return await self._ask(
            Call(
                "GET",
                "/v1/entities/{ref}/listings",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                    "list": list,
                },
            ),
            models.Listings,
        )

    async def match(
        self,
        queries: Party | Sequence[Party],
        *,
        as_of: Day | None = None,
        kind: str | None = None,
        lang: LangChoice | None = None,
        limit: int | None = None,
        threshold: float | None = None,
    ) -> models.Matches:
        """Candidates for a batch of names.

        Args:
            queries: Names of parties, each alone or with what else is known of it.
            as_of: The day on which the countries of candidates count, as 2026-01-15. Default: today.
            kind: The kind of entity that is expected where a name comes without.
            lang: Language of sentences.
            limit: Candidates for each name.
            threshold: Leave out candidates of a lower score. None is below 0.5; from 0.8 a candidate counts as the party that is meant.
        """
        return await self._ask(
            Call(
                "POST",
                "/v1/match",
                {"queries": several(queries), "as_of": as_of, "kind": kind, "lang": lang, "limit": limit, "threshold": threshold},
            ),
            models.Matches,
        )

    async def neighbours(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        direction: Literal["dependents", "dependencies", "both"] | None = None,
    ) -> AsyncRows[models.Neighbours, models.Neighbour]:
        """One hop, all relations.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            direction: Claims with the entity as object, as subject, or both.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/neighbours",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                    "layout": layout,
                    "direction": direction,
                },
            ),
            models.Neighbours,
            lambda page: page.results,
            limit,
        )

    async def ontology(self) -> models.Ontology:
        """Kinds, attributes, relations and rules."""
        return await self._ask(Call("GET", "/v1/ontology", {}), models.Ontology)

    async def owners(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> AsyncRows[models.Ownership, models.HoldingRow]:
        """Who owns it, with effective shares.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/owners",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Ownership,
            lambda page: page.results,
            limit,
        )

    async def paths(
        self,
        from_: str,
        to: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        cursor: str | None = None,
        lang: LangChoice | None = None,
        layout: LayoutChoice | None = None,
        k: int | None = None,
        max_hops: int | None = None,
    ) -> models.Paths:
        """The shortest ways in which one entity depends on another.

        Args:
            from_: The dependent.
            to: What it depends on.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of results; 0 counts only.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            cursor: The next of the answer before.
            lang: Language of sentences.
            layout: layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to
                what they depend on. Default: without.
            k: Greatest number of paths.
            max_hops: Greatest length. Default: any.
        """
        return await self._ask(
            Call(
                "GET",
                "/v1/paths",
                {
                    "from": from_,
                    "to": to,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "limit": limit,
                    "detail": detail,
                    "cursor": cursor,
                    "lang": lang,
                    "layout": layout,
                    "k": k,
                    "max_hops": max_hops,
                },
            ),
            models.Paths,
        )

    async def query(self, call: str, *, lang: LangChoice | None = None) -> models.Query:
        """How a call is asked on the command line and in Cypher.

        Args:
            call: Path and query of a call of this interface. What is asked only by POST has its parameters in a query here.
            lang: Language of sentences.
        """
        return await self._ask(Call("GET", "/v1/query", {"call": call, "lang": lang}), models.Query)

    async def search(
        self,
        q: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> AsyncRows[models.Found, models.Candidate]:
        """Entities by name or alias.

        Args:
            q: A name or alias, or something like it, in any script.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/search",
                {
                    "q": q,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Found,
            lambda page: page.results,
            limit,
        )

    async def source(self, id: str, *, lang: LangChoice | None = None) -> models.SourceView:
        """A source and the claims that cite it.

        Args:
            id: The id.
            lang: Language of sentences.
        """
        return await self._ask(Call("GET", "/v1/sources/{id}", {"id": id, "lang": lang}), models.SourceView)

    async def sources(self, *, limit: int | None = None, lang: LangChoice | None = None) -> AsyncRows[models.Sources, models.SourceView]:
        """All sources.

        Args:
            limit: Greatest number of rows. Default: all, fetched as they are read.
            lang: Language of sentences.
        """
        return await self._rows(Call("GET", "/v1/sources", {"lang": lang}), models.Sources, lambda page: page.results, limit)

    async def stats(self, *, lang: LangChoice | None = None) -> models.Stats:
        """Counts, and which questions are answered where.

        Args:
            lang: Language of sentences.
        """
        return await self._ask(Call("GET", "/v1/stats", {"lang": lang}), models.Stats)

    async def timeline(
        self,
        ref: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        channel: str | Sequence[str] | None = None,
        order: OrderChoice | None = None,
        min_share: float | None = None,
        relation: str | Sequence[str] | None = None,
        kind: str | Sequence[str] | None = None,
        limit: int | None = None,
        detail: DetailChoice = "full",
        lang: LangChoice | None = None,
    ) -> AsyncRows[models.Timeline, models.Event]:
        """What began and ended for it, and when, and how the decisions that bear on it stood.

        Args:
            ref: An id, or a name or alias if only one entity has it.
            as_of: The day that the answer is about, as 2026-01-15. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company
                itself; and what follows from such claims.
            channel: Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory.
            order: Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or
                any chain of claims will do.
            min_share: The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25.
            relation: Relations to walk (repeatable), whatever their channel.
            kind: Kinds of entity to list (repeatable).
            limit: Greatest number of rows. Default: all, fetched as they are read.
            detail: How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there
                is. Default: full.
            lang: Language of sentences.
        """
        return await self._rows(
            Call(
                "GET",
                "/v1/entities/{ref}/timeline",
                {
                    "ref": ref,
                    "as_of": as_of,
                    "known_at": known_at,
                    "min_confidence": min_confidence,
                    "sources": sources,
                    "channel": several(channel),
                    "order": order,
                    "min_share": min_share,
                    "relation": several(relation),
                    "kind": several(kind),
                    "detail": detail,
                    "lang": lang,
                },
            ),
            models.Timeline,
            lambda page: page.results,
            limit,
        )
