"""The parts of answers.

Made from the OpenAPI document of the server by generate.py; edits are lost.
"""

from __future__ import annotations

from builtins import list as list_aliased
from typing import Any

from pydantic import AwareDatetime, Field

from ._model import Model


class Adjustment(Model):
    """`Adjustment` in the OpenAPI document."""

    factor: float
    reason: str


class Alias(Model):
    """`Alias` in the OpenAPI document."""

    lang: str | None = None
    name: str


class Axis(Model):
    """`Axis` in the OpenAPI document."""

    name: str
    unit: str | None = None


class Binding(Model):
    """`Binding` in the OpenAPI document."""

    amends: list_aliased[str] = []
    announced: list_aliased[str] = []
    asks: str | None = None
    attribute: str | None = None
    citation: str | None = None
    compliance: str | None = None
    condition: str | None = None
    controls: list_aliased[str] = []
    covers: str | None = None
    criterion: str | None = None
    effect: str | None = None
    ended: list_aliased[str] = []
    ended_by: list_aliased[str] = []
    everything: str | None = None
    everywhere: str | None = None
    excludes: str | None = None
    exempts: list_aliased[str] = []
    foreign_only: str | None = None
    in_force: list_aliased[str] = []
    informal: list_aliased[str] = []
    interrupted: list_aliased[str] = []
    issuer: str | None = None
    kind: str | None = None
    listed_by: str | None = None
    lists: list_aliased[str] = []
    makers: list_aliased[str] = []
    membership: list_aliased[str] = []
    partly: list_aliased[str] = []
    pending: list_aliased[str] = []
    permits: list_aliased[str] = []
    prohibits: str | None = None
    restricts: list_aliased[str] = []
    review_policy: str | None = None
    scope: str | None = None
    seats: list_aliased[str] = []
    sold: list_aliased[str] = []
    suspended_by: list_aliased[str] = []
    threshold: str | None = None
    variants: list_aliased[str] = []
    within: list_aliased[str] = []


class Bound(Model):
    """`Bound` in the OpenAPI document."""

    limit: Any
    name: str
    op: str
    text: str
    unit: str | None = None


class Changes(Model):
    """`Changes` in the OpenAPI document."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int


class ComparedCounts(Model):
    """`ComparedCounts` in the OpenAPI document."""

    differ: int
    only_in_one: int
    only_in_other: int
    same: int


class ComparedTotals(Model):
    """`ComparedTotals` in the OpenAPI document."""

    attributes: ComparedCounts
    decisions: ComparedCounts
    figures: ComparedCounts
    relations: ComparedCounts


class Conclusion(Model):
    """`Conclusion` in the OpenAPI document."""

    item: str | None = None
    object: str
    own: bool = False
    relation: str
    role: str | None = None
    stratum: str | None = None
    subject: str


class Condition(Model):
    """`Condition` in the OpenAPI document."""

    any: list_aliased[list_aliased[Condition]] = Field([], validate_default=True)
    attribute: str | None = None
    binding: str | None = None
    item: str | None = None
    kind: list_aliased[str] = []
    min_share: float | None = None
    not_: list_aliased[Condition] = Field([], alias="not", validate_default=True)
    object: str | None = None
    relation: list_aliased[str] = []
    repeat: str | None = None
    subject: str | None = None
    terms: list_aliased[str] = []
    threshold: str | None = None


class Country(Model):
    """`Country` in the OpenAPI document."""

    kind: str | None = None
    relations: list_aliased[str] = []


class DatasetView(Model):
    """`DatasetView` in the OpenAPI document."""

    claims: int
    entities: int
    licence: str | None = None
    loaded_at: AwareDatetime
    name: str
    origin: str | None = None
    title: str | None = None


class Datasets(Model):
    """`Datasets` in the OpenAPI document."""

    results: list_aliased[DatasetView] = Field([], validate_default=True)
    total: int
    """
    How many there are on all pages.
    """


class EntityRef(Model):
    """`EntityRef` in the OpenAPI document."""

    called: str | None = None
    country: str | None = None
    """
    The state on the day of the question.
    """
    id: str
    kind: str
    name: str


class Fault(Model):
    """`Fault` in the OpenAPI document."""

    location: str
    message: str
    value: str | None = None


class FieldEdit(Model):
    """`FieldEdit` in the OpenAPI document."""

    after: str | None = None
    before: str | None = None
    field: str


class FileAsRead(Model):
    """`FileAsRead` in the OpenAPI document."""

    delimiter: str | None = None
    """
    What stands between cells; absent where a line is a cell.
    """
    heads: list_aliased[str] = []
    """
    Of the columns; absent where the first row is one of data.
    """


class Head(Model):
    """`Head` in the OpenAPI document."""

    name: str
    """
    The same in every language, as in CSV.
    """
    text: str


class Kind(Model):
    """`Kind` in the OpenAPI document."""

    actor: bool = False
    article: dict[str, str] | None = None
    begins: list_aliased[str] = []
    ends: list_aliased[str] = []
    item: bool = False
    label: dict[str, str] | None = None
    name: str
    tells: list_aliased[str] = []


class Language(Model):
    """`Language` in the OpenAPI document."""

    and_: str = Field(..., alias="and")
    contract: list_aliased[str] = []
    decimal: str | None = None
    name: str
    which: str


class LawsCovered(Model):
    """`LawsCovered` in the OpenAPI document."""

    decisions: int
    state: EntityRef
    until: str | None = None


class LayoutColumn(Model):
    """`LayoutColumn` in the OpenAPI document."""

    column: int
    stratum: str | None = None


class LayoutEdge(Model):
    """`LayoutEdge` in the OpenAPI document."""

    back: bool = False
    best_source: str | None = None
    channel: str | None = None
    claim: str
    """
    Id of the claim: /v1/claims/{id} shows it.
    """
    confidence: str
    """
    How sure it is.
    """
    derived: bool = False
    from_: str = Field(..., alias="from")
    item: str | None = None
    need: str | None = None
    points: list_aliased[list_aliased[float]] = []
    relation: str
    role: str | None = None
    sentence: str
    """
    It in words, in the language of the answer.
    """
    share: float | None = None
    share_most: float | None = None
    stratum: str | None = None
    to: str
    undated: bool = False
    valid_from: str | None = None
    """
    The first day, as precisely as it is known.
    """
    valid_to: str | None = None
    """
    The day on which it ends, as precisely as it is known.
    """


class LayoutNode(Model):
    """`LayoutNode` in the OpenAPI document."""

    called: str | None = None
    country: str | None = None
    """
    The state on the day of the question.
    """
    country_name: str | None = None
    dependencies: int
    dependents: int
    id: str
    kind: str
    name: str
    stratum: str | None = None
    x: int
    y: float


class LineDecisionView(Model):
    """`LineDecisionView` in the OpenAPI document."""

    citations: list_aliased[str] = []
    decision: EntityRef
    effects: list_aliased[str] = []
    outcome: str
    since: str | None = None


class ListingInBrief(Model):
    """`ListingInBrief` in the OpenAPI document."""

    citation: str | None = None
    claims: list_aliased[str] = []
    decision: EntityRef
    doubt: str | None = None
    lists: list_aliased[EntityRef] = Field([], validate_default=True)
    since: str | None = None
    sources: list_aliased[str] = []
    until: str | None = None


class LoadCount(Model):
    """`LoadCount` in the OpenAPI document."""

    at: AwareDatetime
    dataset: str
    edited: int
    recorded: int
    withdrawn: int


class MayBe(Model):
    """`MayBe` in the OpenAPI document."""

    entity: EntityRef
    matched: str | None = None
    score: float


class Mentioned(Model):
    """`Mentioned` in the OpenAPI document."""

    entity: EntityRef
    typed: str


class Merged(Model):
    """`Merged` in the OpenAPI document."""

    by: str
    country: str | None = None
    """
    The state on the day of the question.
    """
    entity: EntityRef
    matched: str | None = None
    name: str
    score: float


class NewKind(Model):
    """`NewKind` in the OpenAPI document."""

    after: str
    before: str
    entity: str


class OwnerInBrief(Model):
    """`OwnerInBrief` in the OpenAPI document."""

    claims: list_aliased[str] = []
    listed: bool
    owner: EntityRef
    share: float | None
    share_most: float | None = None
    sources: list_aliased[str] = []


class Party(Model):
    """`Party` in the OpenAPI document."""

    address: str | None = None
    """
    Tells the country, where that is not given.
    """
    country: str | None = None
    """
    Its state: a name, an id or a code after ISO 3166.
    """
    identifiers: dict[str, str] | None = None
    """
    By scheme: lei, cik, ticker … An entity that has one of them is the one that is meant.
    """
    kind: str | None = None
    """
    The kind of entity that is expected.
    """
    meant: str | None = None
    """
    Whom a person found to be meant, and no name is matched then: the id of an entity, by id or a name of its own; none: nobody known here.
    """
    name: str
    """
    The name as it is written, in any script.
    """
    reference: str | None = None
    """
    What the party is called in the books of who asks; it comes back with the answer.
    """


class PartyQuery(Model):
    """`PartyQuery` in the OpenAPI document."""

    address: str | None = None
    """
    Tells the country, where that is not given.
    """
    country: str | None = None
    """
    Its state: a name, an id or a code after ISO 3166.
    """
    identifiers: dict[str, str] | None = None
    """
    By scheme: lei, cik, ticker … An entity that has one of them is the one that is meant.
    """
    kind: str | None = None
    """
    The kind of entity that is expected.
    """
    meant: str | None = None
    """
    Whom a person found to be meant, and no name is matched then: the id of an entity, by id or a name of its own; none: nobody known here.
    """
    name: str
    """
    The name as it is written, in any script.
    """
    reference: str | None = None
    """
    What the party is called in the books of who asks; it comes back with the answer.
    """


class Product(Model):
    """`Product` in the OpenAPI document."""

    of: str
    times: float


class Quantity(Model):
    """`Quantity` in the OpenAPI document."""

    number: float
    unit: str | None = None


class Query(Model):
    """`Query` in the OpenAPI document."""

    body: dict[str, Any] | None = None
    command: str
    cypher: str | None = None
    cypher_note: str | None = None
    http: str
    question: str
    text: str | None = None


class ReachInBrief(Model):
    """`ReachInBrief` in the OpenAPI document."""

    claims: list_aliased[str] = []
    doubt: str | None = None
    in_force: bool
    reaches: str
    rule: EntityRef
    sentence: str
    """
    It in words, in the language of the answer.
    """
    share: float
    share_most: float | None = None
    sources: list_aliased[str] = []
    threshold: float


class Reading(Model):
    """`Reading` in the OpenAPI document."""

    call: str
    """
    The call that gives this answer again.
    """
    question: str


class Rule(Model):
    """`Rule` in the OpenAPI document."""

    derive: Conclusion
    name: str
    when: list_aliased[Condition] = Field([], validate_default=True)


class ScreenedCandidate(Model):
    """`ScreenedCandidate` in the OpenAPI document."""

    entity: EntityRef
    listed: bool
    matched: str
    score: float


class ScreenedCounts(Model):
    """`ScreenedCounts` in the OpenAPI document."""

    doubtful: int
    listed: int
    none: int
    reached: int
    rows: int
    sure: int
    wrong: int


class SourceRef(Model):
    """`SourceRef` in the OpenAPI document."""

    id: str
    kind: str | None = None
    locator: str | None = None
    published: str | None = None
    """
    When the document appeared, as precisely as it is known.
    """
    publisher: str | None = None
    title: str
    url: str


class StakeOfList(Model):
    """`StakeOfList` in the OpenAPI document."""

    listed: bool
    owner: EntityRef
    share: float | None
    share_most: float | None = None


class Standing(Model):
    """`Standing` in the OpenAPI document."""

    disputed: list_aliased[str] = []
    line: str
    missing: list_aliased[str] = []
    verdict: str


class Stats(Model):
    """`Stats` in the OpenAPI document."""

    answers: dict[str, str]
    claims: int
    claims_by_predicate: dict[str, int]
    datasets: int
    derived: int
    entities: int
    entities_by_kind: dict[str, int]
    sources: int
    store: str
    version: str
    withdrawn: int


class Step(Model):
    """`Step` in the OpenAPI document."""

    claim: str
    """
    Id of the claim: /v1/claims/{id} shows it.
    """
    confidence: str
    """
    How sure it is.
    """
    derived_from: list_aliased[str] = []
    """
    Ids of the claims that it follows from by a rule.
    """
    from_: str = Field(..., alias="from")
    item: str | None = None
    relation: str
    role: str | None = None
    sentence: str
    """
    It in words, in the language of the answer.
    """
    share: float | None = None
    share_most: float | None = None
    share_unknown: bool = False
    sources: list_aliased[SourceRef] = Field([], validate_default=True)
    to: str
    undated: bool = False
    valid_from: str | None = None
    """
    The first day, as precisely as it is known.
    """
    valid_to: str | None = None
    """
    The day on which it ends, as precisely as it is known.
    """


class StratumWhere(Model):
    """`StratumWhere` in the OpenAPI document."""

    from_: list_aliased[str] = Field([], alias="from")
    stratum: str
    to: list_aliased[str] = []


class Structured(Model):
    """`Structured` in the OpenAPI document."""

    about: str | None = None
    as_of: str | None = None
    """
    The day that the answer is about.
    """
    by: str | None = None
    call: str
    """
    The call that gives this answer again.
    """
    channel: list_aliased[str] = []
    country: str | None = None
    """
    The state on the day of the question.
    """
    cursor: str | None = None
    depth: int | None = None
    effect: list_aliased[str] = []
    end_user: str | None = None
    from_: str | None = Field(None, alias="from")
    item: str | None = None
    kind: list_aliased[str] = []
    known_at: str | None = None
    lang: str
    limit: int | None = None
    list: str | None = None
    min_confidence: str | None = None
    object: str | None = None
    of: str | None = None
    on: str | None = None
    predicate: list_aliased[str] = []
    q: str | None = None
    queries: list_aliased[str] = []
    question: str
    relation: list_aliased[str] = []
    remove: list_aliased[str] = []
    seller: str | None = None
    since: str | None = None
    sources: str | None = None
    status: list_aliased[str] = []
    to: str | None = None
    until: str | None = None
    what: list_aliased[str] = []
    with_: str | None = Field(None, alias="with")


class ThresholdView(Model):
    """`ThresholdView` in the OpenAPI document."""

    limit: Any
    name: str
    op: str
    text: str
    unit: str | None = None
    value: Any | None = None
    verdict: str


class TurnView(Model):
    """`TurnView` in the OpenAPI document."""

    begins: bool
    date: str
    decision: EntityRef


class Understood(Model):
    """`Understood` in the OpenAPI document."""

    names: list_aliased[Mentioned] = Field([], validate_default=True)
    notes: list_aliased[str] = []
    text: str


class Unit(Model):
    """`Unit` in the OpenAPI document."""

    base: str | None = None
    factor: float | None = None
    format: dict[str, str] | None = None
    name: str


class WordPair(Model):
    """`WordPair` in the OpenAPI document."""

    asked: str | None = None
    class_: str = Field(..., alias="class")
    """
    What the word tells: distinct, number, common, trade, industry, place or generic.
    """
    known: str | None = None
    similarity: float
    """
    1 is the same word; 0, that nothing stands against it.
    """
    weight: float
    """
    How much, from 0 to 1.
    """


class Answer(Model):
    """`Answer` in the OpenAPI document."""

    answer: Any
    query: Structured
    question: str
    text: str
    understood: Understood


class Assumption(Model):
    """`Assumption` in the OpenAPI document."""

    decision: EntityRef
    status: str


class Candidate(Model):
    """`Candidate` in the OpenAPI document."""

    entity: EntityRef
    matched: str
    score: float


class Cell(Model):
    """`Cell` in the OpenAPI document."""

    confidence: str | None = None
    """
    The confidence that the cell says.
    """
    entity: EntityRef | None = None
    """
    The entity that the cell names.
    """
    text: str


class Chokepoint(Model):
    """`Chokepoint` in the OpenAPI document."""

    alternatives: int
    alternatives_left: list_aliased[EntityRef] = Field([], validate_default=True)
    count: int
    effect: str | None = None
    """
    What becomes of the entity for which chokepoints are asked.
    """
    entity: EntityRef
    impaired: list_aliased[EntityRef] = Field([], validate_default=True)
    lost: list_aliased[EntityRef] = Field([], validate_default=True)
    total_impaired: int
    total_lost: int


class Chokepoints(Model):
    """`Chokepoints` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    came: list_aliased[EntityRef] = Field([], validate_default=True)
    for_: EntityRef | None = Field(None, alias="for")
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    note: str | None = None
    partial: bool = False
    """
    The answer ran out of its budget: why_partial says of what.
    """
    results: list_aliased[Chokepoint] = Field([], validate_default=True)
    since: str | None = None
    total: int
    """
    How many there are on all pages.
    """
    went: list_aliased[EntityRef] = Field([], validate_default=True)
    why_partial: str | None = None


class ClaimView(Model):
    """`ClaimView` in the OpenAPI document."""

    confidence: str
    """
    How sure it is.
    """
    contradicts: list_aliased[str] = []
    """
    Ids of the claims that contradict it: they say otherwise of the same thing and the same time. Of a card and of a claim alone.
    """
    datasets: list_aliased[str] = []
    derived_from: list_aliased[str] = []
    """
    Ids of the claims that it follows from by a rule.
    """
    for_: str | None = Field(None, alias="for")
    id: str
    item: str | None = None
    more_sources: int | None = None
    note: str | None = None
    object: str | None = None
    predicate: str
    purpose: str | None = None
    quantity: Quantity | None = None
    recorded_at: AwareDatetime
    """
    When the store learnt of it.
    """
    role: str | None = None
    sentence: str
    """
    It in words, in the language of the answer.
    """
    share: float | None = None
    share_most: float | None = None
    sources: list_aliased[SourceRef] = Field([], validate_default=True)
    subject: str
    undated: bool = False
    unit: str | None = None
    valid_from: str | None = None
    """
    The first day, as precisely as it is known.
    """
    valid_to: str | None = None
    """
    The day on which it ends, as precisely as it is known.
    """
    value: Any | None = None
    withdrawn_at: AwareDatetime | None = None
    """
    When it ceased to stand in the store.
    """


class ComparedSide(Model):
    """`ComparedSide` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    entity: EntityRef


class ComparedTie(Model):
    """`ComparedTie` in the OpenAPI document."""

    entity: EntityRef
    one: list_aliased[ClaimView] = Field([], validate_default=True)
    other: list_aliased[ClaimView] = Field([], validate_default=True)
    outcome: str


class ComparedValue(Model):
    """`ComparedValue` in the OpenAPI document."""

    arithmetic: str | None = None
    claims: list_aliased[ClaimView] = Field([], validate_default=True)
    known: bool
    not_of_kind: bool = False
    number: float | None = None
    text: str


class Computation(Model):
    """`Computation` in the OpenAPI document."""

    max: list_aliased[Product] = Field([], validate_default=True)
    note: str | None = None
    ratio: list_aliased[str] = []


class Computed(Model):
    """`Computed` in the OpenAPI document."""

    arithmetic: str
    claims: list_aliased[ClaimView] = Field([], validate_default=True)
    name: str
    unit: str | None = None
    value: float


class Contents(Model):
    """`Contents` in the OpenAPI document."""

    confidence: str
    """
    How sure it is.
    """
    note: str | None = None
    purpose: str | None = None
    quantity: Quantity | None = None
    share: float | None = None
    share_most: float | None = None
    sources: list_aliased[SourceRef] = Field([], validate_default=True)
    valid_to: str | None = None
    """
    The day on which it ends, as precisely as it is known.
    """


class Coverage(Model):
    """`Coverage` in the OpenAPI document."""

    changing: int
    claims: int
    claims_by_confidence: dict[str, int]
    claims_by_predicate: dict[str, int]
    datasets: list_aliased[DatasetView] = Field([], validate_default=True)
    entities: int
    entities_by_kind: dict[str, int]
    laws: list_aliased[LawsCovered] = Field([], validate_default=True)
    limits: list_aliased[str] = []
    loaded_at: AwareDatetime | None = None
    primary: int
    sources: int
    sources_by_kind: dict[str, int]
    undated: int
    until: str | None = None


class Doubtful(Model):
    """`Doubtful` in the OpenAPI document."""

    candidates: list_aliased[MayBe] = Field([], validate_default=True)
    country: str | None = None
    """
    The state on the day of the question.
    """
    entity: str
    name: str


class Edit(Model):
    """`Edit` in the OpenAPI document."""

    claim: str
    """
    Id of the claim: /v1/claims/{id} shows it.
    """
    fields: list_aliased[FieldEdit] = Field([], validate_default=True)


class Entities(Model):
    """`Entities` in the OpenAPI document."""

    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    results: list_aliased[EntityRef] = Field([], validate_default=True)
    total: int
    """
    How many there are on all pages.
    """


class Event(Model):
    """`Event` in the OpenAPI document."""

    after: Contents | None = None
    before: Contents | None = None
    claim: ClaimView
    date: str
    planned: bool = False
    text: str
    what: str


class Figure(Model):
    """`Figure` in the OpenAPI document."""

    arithmetic: str | None = None
    claims: list_aliased[ClaimView] = Field([], validate_default=True)
    confidence: str | None = None
    """
    How sure it is.
    """
    name: str
    unit: str | None = None
    value: float


class Found(Model):
    """`Found` in the OpenAPI document."""

    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    query: str
    results: list_aliased[Candidate] = Field([], validate_default=True)
    total: int
    """
    How many there are on all pages.
    """


class Grid(Model):
    """`Grid` in the OpenAPI document."""

    columns: list_aliased[Head] = Field([], validate_default=True)
    next: str | None = None
    """
    Cursor of what follows.
    """
    rows: list_aliased[list_aliased[Cell]] = Field([], validate_default=True)
    sentence: str | None = None
    """
    The answer in a few words.
    """


class ImportReport(Model):
    """`ImportReport` in the OpenAPI document."""

    added: list_aliased[str] = []
    changed: list_aliased[str] = []
    claims: Changes
    clock_behind: AwareDatetime | None = None
    dataset: str
    doubtful: list_aliased[Doubtful] = Field([], validate_default=True)
    doubtful_total: int
    dry_run: bool = False
    edited: list_aliased[Edit] = Field([], validate_default=True)
    entities: Changes
    format: str
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    merged: list_aliased[Merged] = Field([], validate_default=True)
    merged_total: int
    new_kinds: list_aliased[NewKind] = Field([], validate_default=True)
    sources: Changes
    unresolved: list_aliased[str] = []
    version: str | None = None
    withdrawn: list_aliased[str] = []


class Layout(Model):
    """`Layout` in the OpenAPI document."""

    columns: list_aliased[LayoutColumn] = Field([], validate_default=True)
    edges: list_aliased[LayoutEdge] = Field([], validate_default=True)
    height: float
    nodes: list_aliased[LayoutNode] = Field([], validate_default=True)
    width: int


class LineView(Model):
    """`LineView` in the OpenAPI document."""

    any_of: list_aliased[list_aliased[Bound]] = Field([], validate_default=True)
    claim: ClaimView
    decisions: list_aliased[LineDecisionView] = Field([], validate_default=True)
    expression: str
    id: str
    of: EntityRef
    outcome: str
    text: str


class LinedItem(Model):
    """`LinedItem` in the OpenAPI document."""

    figures: list_aliased[Figure] = Field([], validate_default=True)
    item: EntityRef
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    lines: list_aliased[Standing] = Field([], validate_default=True)
    makers: list_aliased[EntityRef] = Field([], validate_default=True)
    verdict: str


class Lines(Model):
    """`Lines` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    axes: list_aliased[Axis] = Field([], validate_default=True)
    lines: list_aliased[LineView] = Field([], validate_default=True)
    maker: EntityRef | None = None
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    notice: str
    results: list_aliased[LinedItem] = Field([], validate_default=True)
    total: int
    """
    How many there are on all pages.
    """
    total_met: int
    total_unknown: int
    turns: list_aliased[TurnView] = Field([], validate_default=True)


class Listing(Model):
    """`Listing` in the OpenAPI document."""

    citations: list_aliased[ClaimView] = Field([], validate_default=True)
    claim: ClaimView
    decision: EntityRef
    since: str | None = None


class ListingView(Model):
    """`ListingView` in the OpenAPI document."""

    citations: list_aliased[ClaimView] = Field([], validate_default=True)
    claim: ClaimView
    decision: EntityRef
    doubt: str | None = None
    issued_by: list_aliased[EntityRef] = Field([], validate_default=True)
    lists: list_aliased[EntityRef] = Field([], validate_default=True)
    since: str | None = None
    until: str | None = None


class Neighbour(Model):
    """`Neighbour` in the OpenAPI document."""

    claim: ClaimView
    direction: str
    entity: EntityRef
    relation: str


class Neighbours(Model):
    """`Neighbours` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    layout: Layout | None = None
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    results: list_aliased[Neighbour] = Field([], validate_default=True)
    subject: EntityRef
    total: int
    """
    How many there are on all pages.
    """


class OwnerOfParty(Model):
    """`OwnerOfParty` in the OpenAPI document."""

    claim: ClaimView
    listed: bool
    owner: EntityRef
    share: float | None
    share_most: float | None = None


class Path(Model):
    """`Path` in the OpenAPI document."""

    length: int
    sentence: str
    """
    It in words, in the language of the answer.
    """
    steps: list_aliased[Step] = Field([], validate_default=True)


class Paths(Model):
    """`Paths` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    from_: EntityRef = Field(..., alias="from")
    layout: Layout | None = None
    note: str | None = None
    partial: bool = False
    """
    The answer ran out of its budget: why_partial says of what.
    """
    paths: list_aliased[Path] = Field([], validate_default=True)
    to: EntityRef
    why_partial: str | None = None


class Problem(Model):
    """`Problem` in the OpenAPI document."""

    candidates: list_aliased[EntityRef] = Field([], validate_default=True)
    detail: str
    errors: list_aliased[Fault] = Field([], validate_default=True)
    forms: list_aliased[str] = []
    readings: list_aliased[Reading] = Field([], validate_default=True)
    request_id: str | None = None
    status: int
    title: str
    type: str | None = None


class ReachOfRule(Model):
    """`ReachOfRule` in the OpenAPI document."""

    doubt: str | None = None
    in_force: bool
    path: Path
    reaches: str
    rule: EntityRef
    share: float
    share_most: float | None = None
    threshold: float


class Reached(Model):
    """`Reached` in the OpenAPI document."""

    distance: int
    entity: EntityRef
    path: Path


class Relation(Model):
    """`Relation` in the OpenAPI document."""

    belongs: bool = False
    belongs_share: float | None = None
    channel: str | None = None
    comes_and_goes: list_aliased[str] = []
    from_: list_aliased[str] = Field([], alias="from")
    gates: list_aliased[str] = []
    inverse: str | None = None
    inverse_label: dict[str, str] | None = None
    label: dict[str, str] | None = None
    least_share: float | None = None
    name: str
    need: str | None = None
    own: bool = False
    period: bool = False
    sentence: dict[str, str] | None = None
    """
    It in words, in the language of the answer.
    """
    sentence_ended: dict[str, str] | None = None
    sentence_inverse: dict[str, str] | None = None
    sentence_item: dict[str, str] | None = None
    sentence_share: dict[str, str] | None = None
    strata: list_aliased[StratumWhere] = Field([], validate_default=True)
    stratum: str | None = None
    to: list_aliased[str] = []


class Scored(Model):
    """`Scored` in the OpenAPI document."""

    adjustments: list_aliased[Adjustment] = Field([], validate_default=True)
    """
    What the score was multiplied with besides.
    """
    because: list_aliased[WordPair] = Field([], validate_default=True)
    """
    The words of both names.
    """
    entity: EntityRef
    identified: bool = False
    """
    It was found by an identifier.
    """
    matched: str
    score: float


class Screened(Model):
    """`Screened` in the OpenAPI document."""

    affiliation: list_aliased[ReachInBrief] = Field([], validate_default=True)
    candidates: list_aliased[ScreenedCandidate] = Field([], validate_default=True)
    elsewhere: list_aliased[ListingInBrief] = Field([], validate_default=True)
    ended: list_aliased[ListingInBrief] = Field([], validate_default=True)
    entity: EntityRef | None
    error: str | None = None
    listed: bool
    listings: list_aliased[ListingInBrief] = Field([], validate_default=True)
    matched: str
    name: str
    notes: list_aliased[str] = []
    owners: list_aliased[OwnerInBrief] = Field([], validate_default=True)
    query: Party
    reference: str | None = None
    resolution: str
    row: int
    score: float
    upcoming: list_aliased[ListingInBrief] = Field([], validate_default=True)


class Screening(Model):
    """`Screening` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    counts: ScreenedCounts
    file: FileAsRead | None = None
    list: EntityRef | None = None
    notice: str
    results: list_aliased[Screened] = Field([], validate_default=True)
    threshold: float


class SourceView(Model):
    """`SourceView` in the OpenAPI document."""

    claims: list_aliased[ClaimView] = Field([], validate_default=True)
    copy_of: str | None = None
    datasets: list_aliased[str] = []
    id: str
    kind: str
    language: str | None = None
    names: dict[str, str] | None = None
    published: str | None = None
    """
    When the document appeared, as precisely as it is known.
    """
    publisher: str
    title: str
    url: str


class Sources(Model):
    """`Sources` in the OpenAPI document."""

    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    results: list_aliased[SourceView] = Field([], validate_default=True)
    total: int
    """
    How many there are on all pages.
    """


class ThresholdRule(Model):
    """`ThresholdRule` in the OpenAPI document."""

    claim: ClaimView
    decision: EntityRef
    doubt: str | None = None
    in_force: bool
    standing: list_aliased[ClaimView] = Field([], validate_default=True)
    threshold: float


class Timeline(Model):
    """`Timeline` in the OpenAPI document."""

    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    results: list_aliased[Event] = Field([], validate_default=True)
    subject: EntityRef
    total: int
    """
    How many there are on all pages.
    """


class Affiliate(Model):
    """`Affiliate` in the OpenAPI document."""

    entity: EntityRef
    level: int
    listed: bool
    listings: list_aliased[Listing] = Field([], validate_default=True)
    owners: list_aliased[StakeOfList] = Field([], validate_default=True)
    path: Path
    share: float
    share_most: float | None = None


class Affiliates(Model):
    """`Affiliates` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    listed_subsidiaries: list_aliased[Affiliate] = Field([], validate_default=True)
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    note: str | None = None
    over_recorded: list_aliased[EntityRef] = Field([], validate_default=True)
    results: list_aliased[Affiliate] = Field([], validate_default=True)
    rules: list_aliased[ThresholdRule] = Field([], validate_default=True)
    subject: EntityRef
    threshold: float
    total: int
    """
    How many there are on all pages.
    """
    uncertain: list_aliased[Affiliate] = Field([], validate_default=True)


class Attribute(Model):
    """`Attribute` in the OpenAPI document."""

    computed: Computation | None = None
    describes: bool = False
    label: dict[str, str] | None = None
    limited: bool = False
    many: bool = False
    name: str
    on: list_aliased[str] = []
    past: bool = False
    period: bool = False
    sentence: dict[str, str] | None = None
    """
    It in words, in the language of the answer.
    """
    sentence_ended: dict[str, str] | None = None
    sentence_planned: dict[str, str] | None = None
    term_labels: dict[str, dict[str, str]] | None = None
    terms: list_aliased[str] = []
    type: str
    unit: str | None = None


class BearingView(Model):
    """`BearingView` in the OpenAPI document."""

    because: list_aliased[ClaimView] = Field([], validate_default=True)
    conditions: list_aliased[ClaimView] = Field([], validate_default=True)
    decision: EntityRef
    derived: bool
    doubt: str | None = None
    effects: list_aliased[ClaimView] = Field([], validate_default=True)
    in_force: bool | None
    issued_by: list_aliased[EntityRef] = Field([], validate_default=True)
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    other: list_aliased[ClaimView] = Field([], validate_default=True)
    review_policy: list_aliased[ClaimView] = Field([], validate_default=True)
    role: str | None = None
    status: list_aliased[ClaimView] = Field([], validate_default=True)


class Card(Model):
    """`Card` in the OpenAPI document."""

    aliases: list_aliased[Alias] = Field([], validate_default=True)
    as_of: str
    """
    The day that the answer is about.
    """
    called: str | None = None
    claims: dict[str, list_aliased[ClaimView]]
    country: str | None = None
    """
    The state on the day of the question.
    """
    id: str
    identifiers: dict[str, str] | None = None
    kind: str
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    name: str
    names: dict[str, str]
    uuid: str


class ChangesAnswer(Model):
    """`ChangesAnswer` in the OpenAPI document."""

    loads: list_aliased[LoadCount] = Field([], validate_default=True)
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    of: EntityRef | None = None
    pruned: str | None = None
    results: list_aliased[Event] = Field([], validate_default=True)
    since: str
    total: int
    """
    How many there are on all pages.
    """
    until: str


class ClaimAnswer(Model):
    """`ClaimAnswer` in the OpenAPI document."""

    confidence: str
    """
    How sure it is.
    """
    contradicts: list_aliased[str] = []
    """
    Ids of the claims that contradict it: they say otherwise of the same thing and the same time. Of a card and of a claim alone.
    """
    datasets: list_aliased[str] = []
    derived_from: list_aliased[str] = []
    """
    Ids of the claims that it follows from by a rule.
    """
    for_: str | None = Field(None, alias="for")
    id: str
    item: str | None = None
    more_sources: int | None = None
    names: dict[str, str]
    note: str | None = None
    object: str | None = None
    predicate: str
    purpose: str | None = None
    quantity: Quantity | None = None
    recorded_at: AwareDatetime
    """
    When the store learnt of it.
    """
    role: str | None = None
    sentence: str
    """
    It in words, in the language of the answer.
    """
    share: float | None = None
    share_most: float | None = None
    sources: list_aliased[SourceRef] = Field([], validate_default=True)
    statements: list_aliased[ClaimView] = Field([], validate_default=True)
    subject: str
    undated: bool = False
    unit: str | None = None
    valid_from: str | None = None
    """
    The first day, as precisely as it is known.
    """
    valid_to: str | None = None
    """
    The day on which it ends, as precisely as it is known.
    """
    value: Any | None = None
    withdrawn_at: AwareDatetime | None = None
    """
    When it ceased to stand in the store.
    """


class Claims(Model):
    """`Claims` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    computed: list_aliased[Computed] = Field([], validate_default=True)
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    past: list_aliased[ClaimView] = Field([], validate_default=True)
    results: list_aliased[ClaimView] = Field([], validate_default=True)
    total: int
    """
    How many there are on all pages.
    """
    without: list_aliased[ClaimView] = Field([], validate_default=True)


class ComparedAttribute(Model):
    """`ComparedAttribute` in the OpenAPI document."""

    difference: float | None = None
    label: str
    name: str
    one: ComparedValue
    other: ComparedValue
    outcome: str
    ratio: float | None = None
    unit: str | None = None


class ComparedDecision(Model):
    """`ComparedDecision` in the OpenAPI document."""

    changed: list_aliased[str] = []
    decision: EntityRef
    one: BearingView | None = None
    other: BearingView | None = None
    outcome: str


class ComparedDecisions(Model):
    """`ComparedDecisions` in the OpenAPI document."""

    both: list_aliased[ComparedDecision] = Field([], validate_default=True)
    only_in_one: list_aliased[ComparedDecision] = Field([], validate_default=True)
    only_in_other: list_aliased[ComparedDecision] = Field([], validate_default=True)


class ComparedRelation(Model):
    """`ComparedRelation` in the OpenAPI document."""

    both: list_aliased[ComparedTie] = Field([], validate_default=True)
    inverse: bool = False
    only_in_one: list_aliased[ComparedTie] = Field([], validate_default=True)
    only_in_other: list_aliased[ComparedTie] = Field([], validate_default=True)
    predicate: str


class Comparison(Model):
    """`Comparison` in the OpenAPI document."""

    attributes: list_aliased[ComparedAttribute] = Field([], validate_default=True)
    decisions: ComparedDecisions
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    notice: str
    one: ComparedSide
    other: ComparedSide
    relations: list_aliased[ComparedRelation] = Field([], validate_default=True)
    same_kind: bool
    text: str
    totals: ComparedTotals


class CriterionView(Model):
    """`CriterionView` in the OpenAPI document."""

    claim: ClaimView
    disputed: list_aliased[str] = []
    expression: str
    figures: list_aliased[Figure] = Field([], validate_default=True)
    missing: list_aliased[str] = []
    of: EntityRef
    thresholds: list_aliased[ThresholdView] = Field([], validate_default=True)
    verdict: str


class Decisions(Model):
    """`Decisions` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    came: list_aliased[EntityRef] = Field([], validate_default=True)
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    note: str | None = None
    results: list_aliased[BearingView] = Field([], validate_default=True)
    since: str | None = None
    subject: EntityRef
    total: int
    """
    How many there are on all pages.
    """
    total_in_force: int
    went: list_aliased[EntityRef] = Field([], validate_default=True)


class Effect(Model):
    """`Effect` in the OpenAPI document."""

    entity: EntityRef
    path: Path
    reason: str
    remaining_share: float | None = None


class ExceptionView(Model):
    """`ExceptionView` in the OpenAPI document."""

    answers: list_aliased[EntityRef] = Field([], validate_default=True)
    assumed: bool = False
    because: list_aliased[ClaimView] = Field([], validate_default=True)
    conditions: list_aliased[ClaimView] = Field([], validate_default=True)
    criteria: list_aliased[CriterionView] = Field([], validate_default=True)
    decision: EntityRef
    doubt: str | None = None
    effects: list_aliased[ClaimView] = Field([], validate_default=True)
    fits: str
    in_force: bool | None
    instead: EntityRef | None = None
    issued_by: list_aliased[EntityRef] = Field([], validate_default=True)
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    other: list_aliased[ClaimView] = Field([], validate_default=True)
    parts: list_aliased[ClaimView] = Field([], validate_default=True)
    reason: str
    review_policy: list_aliased[ClaimView] = Field([], validate_default=True)
    status: list_aliased[ClaimView] = Field([], validate_default=True)


class Graph(Model):
    """`Graph` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    claims: list_aliased[Step] = Field([], validate_default=True)
    entities: list_aliased[EntityRef] = Field([], validate_default=True)
    layout: Layout | None = None
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    total: int
    """
    How many there are on all pages.
    """


class HoldingRow(Model):
    """`HoldingRow` in the OpenAPI document."""

    at_least: bool = False
    direct: bool
    distance: int
    entity: EntityRef
    other_chains: float | None = None
    path: Path
    share: float | None


class Impairment(Model):
    """`Impairment` in the OpenAPI document."""

    entity: EntityRef
    loses: list_aliased[EntityRef] = Field([], validate_default=True)
    path: Path
    reason: str
    remaining_share: float | None = None
    remains: list_aliased[EntityRef] = Field([], validate_default=True)


class Listings(Model):
    """`Listings` in the OpenAPI document."""

    affiliation: list_aliased[ReachOfRule] = Field([], validate_default=True)
    as_of: str
    """
    The day that the answer is about.
    """
    elsewhere: list_aliased[ListingView] = Field([], validate_default=True)
    ended: list_aliased[ListingView] = Field([], validate_default=True)
    list: EntityRef | None = None
    listed: bool
    listings: list_aliased[ListingView] = Field([], validate_default=True)
    owners: list_aliased[OwnerOfParty] = Field([], validate_default=True)
    subject: EntityRef
    upcoming: list_aliased[ListingView] = Field([], validate_default=True)


class Match(Model):
    """`Match` in the OpenAPI document."""

    candidates: list_aliased[Scored] = Field([], validate_default=True)
    name: str
    reference: str | None = None
    resolution: str
    """
    sure: the first candidate is meant. doubtful: a person has to look. none: nobody known here is meant.
    """


class Matches(Model):
    """`Matches` in the OpenAPI document."""

    results: list_aliased[Match] = Field([], validate_default=True)


class Ontology(Model):
    """`Ontology` in the OpenAPI document."""

    attributes: list_aliased[Attribute] = Field([], validate_default=True)
    binding: Binding
    country: Country
    kinds: list_aliased[Kind] = Field([], validate_default=True)
    languages: list_aliased[Language] = Field([], validate_default=True)
    relations: list_aliased[Relation] = Field([], validate_default=True)
    rules: list_aliased[Rule] = Field([], validate_default=True)
    strata: list_aliased[str] = []
    units: list_aliased[Unit] = Field([], validate_default=True)


class Ownership(Model):
    """`Ownership` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    note: str | None = None
    over_recorded: list_aliased[EntityRef] = Field([], validate_default=True)
    results: list_aliased[HoldingRow] = Field([], validate_default=True)
    subject: EntityRef
    total: int
    """
    How many there are on all pages.
    """


class Reach(Model):
    """`Reach` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    came: list_aliased[EntityRef] = Field([], validate_default=True)
    layout: Layout | None = None
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    note: str | None = None
    partial: bool = False
    """
    The answer ran out of its budget: why_partial says of what.
    """
    results: list_aliased[Reached] = Field([], validate_default=True)
    since: str | None = None
    subject: EntityRef
    total: int
    """
    How many there are on all pages.
    """
    went: list_aliased[EntityRef] = Field([], validate_default=True)
    why_partial: str | None = None


class Ruling(Model):
    """`Ruling` in the OpenAPI document."""

    assumed: bool = False
    because: list_aliased[ClaimView] = Field([], validate_default=True)
    conditions: list_aliased[ClaimView] = Field([], validate_default=True)
    criteria: list_aliased[CriterionView] = Field([], validate_default=True)
    decision: EntityRef
    doubt: str | None = None
    effects: list_aliased[ClaimView] = Field([], validate_default=True)
    in_force: bool | None
    instead: EntityRef | None = None
    issued_by: list_aliased[EntityRef] = Field([], validate_default=True)
    left_out: dict[str, int] | None = None
    """
    Of a brief answer: how many claims there are beyond those shown; detail=full shows them.
    """
    other: list_aliased[ClaimView] = Field([], validate_default=True)
    parts: list_aliased[ClaimView] = Field([], validate_default=True)
    reason: str
    review_policy: list_aliased[ClaimView] = Field([], validate_default=True)
    status: list_aliased[ClaimView] = Field([], validate_default=True)


class Check(Model):
    """`Check` in the OpenAPI document."""

    also_concerns: list_aliased[Ruling] = Field([], validate_default=True)
    as_of: str
    """
    The day that the answer is about.
    """
    assumed: list_aliased[Assumption] = Field([], validate_default=True)
    call: str
    """
    The call that gives this answer again.
    """
    command: str
    decisions: list_aliased[Ruling] = Field([], validate_default=True)
    end_user: EntityRef | None = None
    exceptions: list_aliased[ExceptionView] = Field([], validate_default=True)
    figures: dict[str, str] | None = None
    id: str
    item: EntityRef | None = None
    items: list_aliased[Check] = Field([], validate_default=True)
    known_at: AwareDatetime | None = None
    may_apply: list_aliased[Ruling] = Field([], validate_default=True)
    not_applicable: list_aliased[Ruling] = Field([], validate_default=True)
    notice: str
    outcome: str
    review_policy: list_aliased[str] = []
    seller: EntityRef | None = None
    text: str
    to: EntityRef
    unknowns: list_aliased[str] = []


class Impact(Model):
    """`Impact` in the OpenAPI document."""

    as_of: str
    """
    The day that the answer is about.
    """
    degraded: list_aliased[Effect] = Field([], validate_default=True)
    impaired: list_aliased[Impairment] = Field([], validate_default=True)
    layout: Layout | None = None
    lost: list_aliased[Effect] = Field([], validate_default=True)
    next: str | None = None
    """
    The cursor of what follows; absent at the end.
    """
    note: str | None = None
    on: EntityRef | None = None
    partial: bool = False
    """
    The answer ran out of its budget: why_partial says of what.
    """
    removed: list_aliased[EntityRef] = Field([], validate_default=True)
    removed_claims: list_aliased[ClaimView] = Field([], validate_default=True)
    total_degraded: int
    total_impaired: int
    total_lost: int
    why_partial: str | None = None


Condition.model_rebuild()
Check.model_rebuild()
