// The questions whose answers are lists. Their parameters come from the description of the interface, their columns with the answer.

/** Listed is a question that is shown as a table: the path that answers it, and the parameters that it can't do without, which are entities unless they are a text or a day. */
export interface Listed {
  path: `/v1/${string}`;
  of: { name: string; what?: "text" | "day" }[];
}

const entity = (question: string): Listed => ({ path: `/v1/entities/{ref}/${question}`, of: [{ name: "ref" }] });

/** lists are those questions by the name that an address gives. */
export const lists: Record<string, Listed> = {
  dependents: entity("dependents"),
  dependencies: entity("dependencies"),
  paths: { path: "/v1/paths", of: [{ name: "from" }, { name: "to" }] },
  graph: { path: "/v1/graph", of: [{ name: "entity" }] },
  impact: { path: "/v1/impact", of: [{ name: "remove" }] },
  chokepoints: { path: "/v1/chokepoints", of: [] },
  decisions: entity("decisions"),
  listings: entity("listings"),
  affiliates: entity("affiliates"),
  owners: entity("owners"),
  holdings: entity("holdings"),
  timeline: entity("timeline"),
  changes: { path: "/v1/changes", of: [{ name: "since", what: "day" }] },
  compare: { path: "/v1/compare", of: [{ name: "one" }, { name: "other" }] },
  neighbours: entity("neighbours"),
  entities: { path: "/v1/entities", of: [] },
  search: { path: "/v1/search", of: [{ name: "q", what: "text" }] },
  claims: { path: "/v1/claims", of: [] },
  sources: { path: "/v1/sources", of: [] },
  datasets: { path: "/v1/datasets", of: [] },
};
