import { Icon } from "@videoengager/design-tokens/icon";
import { Camera } from "lucide";
import type { JSX } from "preact";
import type { DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";

export interface SettingsMenuProps {
  readonly state: DeskState;
  readonly commands: Commands;
  readonly onCheckCamera: () => void;
}

export const SETTINGS_MENU_ID = "settings";

const NOTIFICATION_WORDS = {
  granted: "On. You are told when a call rings and this tab is in the background.",
  denied: "Blocked. Allow notifications for this page in the browser's site settings.",
  unsupported: "This browser has no notifications for pages.",
} as const;

export function SettingsMenu({ state, commands, onCheckCamera }: SettingsMenuProps): JSX.Element {
  const { preferences, browser } = state;
  return (
    <div class="menu" id={SETTINGS_MENU_ID} popover="auto" role="dialog" aria-label="Settings">
      <h2 class="menu__title">Settings</h2>
      <Choice
        label="Ring tone"
        hint="Plays while a call rings."
        isOn={preferences.sound}
        onChange={(sound) => commands.choose({ sound })}
      />
      <Choice
        label="Keyboard shortcuts"
        hint="A accepts, R rejects, S silences."
        isOn={preferences.shortcuts}
        onChange={(shortcuts) => commands.choose({ shortcuts })}
      />
      <div class="menu__item">
        <p class="menu__label">Desktop notifications</p>
        {browser.notifications === "default" ? (
          <button class="button button--small" type="button" onClick={() => commands.askForNotifications()}>
            Allow notifications
          </button>
        ) : (
          <p class="menu__hint">{NOTIFICATION_WORDS[browser.notifications]}</p>
        )}
      </div>
      <button
        class="button button--small"
        type="button"
        popovertarget={SETTINGS_MENU_ID}
        popovertargetaction="hide"
        onClick={onCheckCamera}
      >
        <Icon node={Camera} size={16} />
        Check camera and microphone
      </button>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Choice({ label, hint, isOn, onChange }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        <span class="menu__label">{label}</span>
        <span class="menu__hint">{hint}</span>
      </span>
    </label>
  );
}
