/** What an experiment was run with. */
export interface ExperimentParameters {
  data_source?: string
  method?: string
  genes?: string[]
}

/** Figures of merit by name, such as `r_squared`. */
export type ExperimentMetrics = Record<string, number>

/** Paths of the plots that were drawn, by what they show. */
export type PlotPaths = Record<string, string>
