/** Settings: how the app looks, when it locks, backups and ways out, and what it is. */
import {
  Label,
  Radio,
  RadioGroup,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components';
import type { Settings } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { showLook } from '../../state/look.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/fields.tsx';
import { Await } from '../../ui/states.tsx';
import { sayError } from '../../ui/toasts.tsx';
import { Bin } from './Bin.tsx';
import { Licences } from './Licences.tsx';
import { Keeping } from './Keeping.tsx';
import { WaysIn } from './WaysIn.tsx';
import './settings.css';

const themes = ['system', 'light', 'dark', 'contrast'] as const;

export function SettingsScreen() {
  const settings = useQuery(keys.settings, () => client.system.settings());
  return (
    <div className="screen-narrow settings">
      <h1>{t.settings.title}</h1>
      <Await answer={settings}>{(data) => <SettingsBody settings={data} />}</Await>
    </div>
  );
}

function SettingsBody({ settings }: { settings: Settings }) {
  const info = useQuery('info', () => client.system.info());
  const save = (change: Partial<Settings>) => {
    const next = { ...settings, ...change };
    setAnswer<Settings>(keys.settings, () => next);
    showLook(next);
    client.system.saveSettings(change).catch((error: unknown) => {
      sayError(error);
      invalidate(keys.settings);
    });
  };
  return (
    <>
      <section className="card setting-group" aria-labelledby="look-title">
        <h2 id="look-title">{t.settings.look}</h2>
        <RadioGroup
          className="themes"
          value={settings.theme}
          onChange={(value) => {
            const theme = themes.find((each) => each === value);
            if (theme) save({ theme });
          }}
        >
          <Label className="setting-label">{t.settings.theme}</Label>
          <div className="row">
            {themes.map((theme) => (
              <Radio key={theme} value={theme} className="theme" data-preview={theme}>
                <span className="theme-swatch" aria-hidden />
                {t.settings.themes[theme]}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <Slider
          className="slider"
          minValue={1}
          maxValue={2}
          step={0.05}
          value={settings.textScale}
          onChange={(textScale) => save({ textScale })}
          formatOptions={{ style: 'percent' }}
        >
          <Label className="setting-label">{t.settings.textSize}</Label>
          <SliderOutput className="small soft" />
          <SliderTrack className="slider-track">
            <SliderThumb className="slider-thumb" />
          </SliderTrack>
        </Slider>
        <Choice
          label={t.settings.language}
          options={[{ value: 'en', label: 'English' }]}
          value={settings.language}
          onChange={(language) => save({ language })}
        />
      </section>
      <WaysIn settings={settings} save={save} />
      <Keeping settings={settings} save={save} />
      <Bin />
      <section className="setting-about soft small">
        <p>{t.settings.about}</p>
        {info.data ? <p>{t.settings.version(info.data.version, t.settings.hosts[info.data.host])}</p> : null}
        <div>
          <Licences />
        </div>
      </section>
    </>
  );
}
