import { ActionForm } from '#app/components/action-form.tsx';
import { SaidBar } from '#app/components/said-bar.tsx';
import { putItBack } from './actions.ts';

const NEWS: Readonly<Record<string, string>> = {
  added: 'On the list. Nobody here has this address; signing up with it sends nothing.',
  'taken-off': 'Taken off the list. Nothing is sent by this.',
  'put-back': 'On the list again, for the reason it had.',
};

/** What is now true, and the way back from taking an address off. */
export function Said({ code, entry }: { code: string | null; entry: string | null }) {
  const news = code === null || !Object.hasOwn(NEWS, code) ? null : NEWS[code];
  const undo = code === 'taken-off' && entry !== null && (
    <ActionForm action={putItBack} page="/desk/suppressions" hidden={{ entry }}>
      <button className="btn quiet" type="submit">
        Undo: put it back
      </button>
    </ActionForm>
  );
  return <SaidBar undo={undo}>{news}</SaidBar>;
}
