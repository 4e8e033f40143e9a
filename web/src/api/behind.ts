// A call of the interface in other ways: in plain words, as a command, as Cypher.
import { language } from "../words/words";
import { call, useFetched, type Answer, type Asked } from "./client";

/** useQuery is how a call is asked elsewhere; undefined asks nothing. */
export function useQuery(of: string | undefined): Asked<Answer<"/v1/query">> {
  return useFetched(of && call("/v1/query", { call: of, lang: language() }));
}
