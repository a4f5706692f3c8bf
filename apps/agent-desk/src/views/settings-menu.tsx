import { Icon } from "@videoengager/ui-kit/icon";
import { Camera, Settings2 } from "lucide";
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { DeskState } from "../model/desk-state.ts";
import { LANGUAGES } from "../text/load-messages.ts";
import type { Commands } from "./commands.ts";
import { RingSettings } from "./ring-settings.tsx";
import { useDismiss } from "./use-dismiss.ts";

export interface SettingsProps {
  readonly state: DeskState;
  readonly commands: Commands;
  readonly onCheckCamera: () => void;
}

const MENU_ID = "settings";

/** The button and its menu. */
export function Settings({ onCheckCamera, ...props }: SettingsProps): JSX.Element {
  const { title } = props.state.text.settings;
  const [isOpen, setIsOpen] = useState(false);
  const container = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(container, isOpen, (hadEscape) => {
    setIsOpen(false);
    if (hadEscape) button.current?.focus();
  });
  return (
    <div class="settings" ref={container}>
      <button
        ref={button}
        class="icon-button"
        type="button"
        aria-label={title}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={MENU_ID}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon node={Settings2} />
      </button>
      {isOpen && (
        <SettingsMenu
          {...props}
          onCheckCamera={() => {
            setIsOpen(false);
            // The dialog restores the focus when it closes, and the menu's button is unmounted by then.
            button.current?.focus();
            onCheckCamera();
          }}
        />
      )}
    </div>
  );
}

/** The agent's settings in this browser: sound, shortcuts, notifications, language. */
function SettingsMenu({ state, commands, onCheckCamera }: SettingsProps): JSX.Element {
  const { preferences, browser, text } = state;
  const words = text.settings;
  return (
    <div class="menu" id={MENU_ID} role="dialog" aria-label={words.title}>
      <h2 class="menu__title">{words.title}</h2>
      <Choice
        label={words.sound}
        hint={words.soundHint}
        isOn={preferences.sound}
        onChange={(sound) => commands.choose({ sound })}
      />
      {preferences.sound && <RingSettings preferences={preferences} commands={commands} />}
      <Choice
        label={words.shortcuts}
        hint={words.shortcutsHint}
        isOn={preferences.shortcuts}
        onChange={(shortcuts) => commands.choose({ shortcuts })}
      />
      <div class="menu__item">
        <p class="menu__label">{words.notifications}</p>
        {browser.notifications === "default" ? (
          <button
            class="button"
            data-size="small"
            type="button"
            onClick={() => commands.askForNotifications()}
          >
            {words.allowNotifications}
          </button>
        ) : (
          <p class="menu__hint">{words.notificationsAre[browser.notifications]}</p>
        )}
      </div>
      <div class="menu__item">
        <label class="menu__label" htmlFor="language">
          {words.language}
        </label>
        <select
          class="input"
          id="language"
          value={preferences.language ?? ""}
          onChange={(event) => commands.choose({ language: event.currentTarget.value || null })}
        >
          <option value="">{words.languageOfBrowser}</option>
          {LANGUAGES.map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button class="button" data-size="small" type="button" onClick={onCheckCamera}>
        <Icon node={Camera} size={16} />
        {words.checkDevices}
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
