/** Lets `import 'tablewright'` inside a checkout find runtime/index.ts; Node takes conditions only as flags or from hooks like this one. */
export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: [...context.conditions, 'tablewright-source'] })
