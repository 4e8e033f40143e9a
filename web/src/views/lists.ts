// The questions whose answers are lists: for each the path that answers it. Their columns come from the server.
import type { Key } from "../words/words";

/** lists are the questions that are shown as tables, by the name that an address gives: a path, and the parameter whose entity it is about. */
export const lists: Record<string, { path: string; of?: string; title?: Key }> = {
  dependents: { path: "/v1/entities/{ref}/dependents", of: "ref", title: "entity.dependents" },
  dependencies: { path: "/v1/entities/{ref}/dependencies", of: "ref", title: "entity.dependencies" },
  neighbours: { path: "/v1/entities/{ref}/neighbours", of: "ref", title: "entity.neighbours" },
  owners: { path: "/v1/entities/{ref}/owners", of: "ref", title: "entity.owners" },
  holdings: { path: "/v1/entities/{ref}/holdings", of: "ref", title: "entity.holdings" },
  affiliates: { path: "/v1/entities/{ref}/affiliates", of: "ref", title: "entity.affiliates" },
  listings: { path: "/v1/entities/{ref}/listings", of: "ref", title: "entity.listings" },
  decisions: { path: "/v1/entities/{ref}/decisions", of: "ref", title: "entity.decisions" },
  timeline: { path: "/v1/entities/{ref}/timeline", of: "ref", title: "entity.timeline" },
  paths: { path: "/v1/paths" },
  impact: { path: "/v1/impact" },
  chokepoints: { path: "/v1/chokepoints", title: "home.try.chokepoints" },
  changes: { path: "/v1/changes" },
  claims: { path: "/v1/claims" },
  sources: { path: "/v1/sources" },
  entities: { path: "/v1/entities" },
  search: { path: "/v1/search" },
  compare: { path: "/v1/compare" },
  datasets: { path: "/v1/datasets" },
};
