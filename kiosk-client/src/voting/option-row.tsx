import type { Option } from './ballot-form.ts';

interface Props {
  readonly option: Option;
  readonly chosen: boolean;
  readonly blocked: boolean;
  readonly toggle: () => void;
  readonly id?: string;
}

/** One name with its box, the whole row a target. */
export function OptionRow({ option, chosen, blocked, toggle, id }: Props) {
  return (
    <label class={chosen ? 'option chosen' : 'option'} id={id}>
      <input
        type="checkbox"
        checked={chosen}
        aria-disabled={blocked}
        onChange={(event) => {
          toggle();
          // A tap that was refused must leave the box as it was; the new state is drawn from the flow.
          event.currentTarget.checked = chosen;
        }}
      />
      <span>
        <span class="who">{option.name}</span>
        {option.detail !== '' && <span class="detail">{option.detail}</span>}
      </span>
    </label>
  );
}
