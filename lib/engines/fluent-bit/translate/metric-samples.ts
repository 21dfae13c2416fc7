import type { StageOf } from '../../../pipeline/stage-spec';
import { condition } from './conditions';
import { Lua, lua } from './code';
import { read } from './refs';
import type { Scope } from './scope';
import { texts } from './texts';

export function count(stage: StageOf<'count'>, scope: Scope): Lua {
  return Lua.lines(onlyWhen(stage, scope), gathered(stage, lua`1`, scope));
}

/** A value that is no number is not measured. */
export function measure(stage: StageOf<'measure'>, scope: Scope): Lua {
  return lua`
    ${onlyWhen(stage, scope)}
    local measured = ${scope.of('value', 'number')}(${read(stage.value, scope).code})
    if measured == nil then return true end
    ${gathered(stage, lua`measured`, scope)}`;
}

function onlyWhen({ when }: StageOf<'count' | 'measure'>, scope: Scope): Lua {
  return when === undefined ? lua`` : lua`if not (${condition(when, scope)}) then return true end`;
}

/** `samples` is the pipeline's own list. */
function gathered(stage: StageOf<'count' | 'measure'>, value: Lua, scope: Scope): Lua {
  const { kind, metric, labels } = stage;
  const index = scope.needs.metric({ kind, metric, labels: labels.map(([name]) => name) });
  return lua`
    ${texts('labels', labels, scope)}
    samples[#samples + 1] = { metric = ${index}, labels = labels, value = ${value} }`;
}
