'use client';

import { useSyncExternalStore } from 'react';

type Props = { chosen: string; saved: { timeZone: string; localNow: string } };

/** A place to type in. Where there are scripts, it offers the zones the browser knows; what is typed is understood without. */
export function ZoneField({ chosen, saved }: Props) {
  const zones = useBrowser(zonesOfBrowser, NO_ZONES);
  return (
    <div className="zone">
      <label htmlFor="timeZone">Time zone</label>
      <p className="note" id="zone-note">
        A large city in it will do, such as Berlin or New York. In {saved.timeZone} it is {saved.localNow}{' '}
        now.
      </p>
      <input
        className="field"
        id="timeZone"
        name="timeZone"
        defaultValue={chosen}
        list="time-zones"
        aria-describedby="zone-note"
        autoComplete="off"
        spellCheck={false}
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}

/** For whoever has travelled, or never said where they are: the zone of the device, at one press. */
export function DeviceZone({ chosen }: { chosen: string }) {
  const zone = useBrowser(zoneOfDevice, null);
  if (zone === null || zone === nameInBrowser(chosen)) return null;
  return (
    <div className="buttons">
      <p>Your device says {zone}.</p>
      <button className="btn quiet" type="submit" name="deviceZone" value={zone}>
        Show me the date by that clock
      </button>
    </div>
  );
}

const NO_ZONES: readonly string[] = [];
let known: readonly string[] | undefined;

/** The same list each time: React would draw for ever otherwise. */
function zonesOfBrowser(): readonly string[] {
  known ??= Intl.supportedValuesOf('timeZone');
  return known;
}

function zoneOfDevice(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Browsers know some zones by an older name. */
function nameInBrowser(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return timeZone;
    throw error;
  }
}

/** What only the browser can say; the page comes from the server without it. */
function useBrowser<Value>(read: () => Value, onServer: Value): Value {
  return useSyncExternalStore(neverChanges, read, () => onServer);
}

function neverChanges() {
  return () => {};
}
