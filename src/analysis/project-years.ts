import type { Project } from '../model/facility.ts'

/** When a project begins; undefined where it says nothing. */
export function startOf(project: Project): number | undefined {
  return (project.stages?.[0]?.start ?? project.start ?? project.retrofit?.from)?.year
}

/** The first full year after its last stage and its ramp: from then on a project does what it is built for. */
export function settledYear(project: Project): number | undefined {
  const last = (project.stages?.at(-1)?.start ?? project.start ?? project.retrofit?.from)?.year
  return last === undefined ? undefined : Math.ceil(last + Math.max(0, (project.ramp?.length ?? 1) - 1))
}
