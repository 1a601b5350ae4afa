/** How far a long task of the host is, with a way to stop it. Shows nothing while it does not run. */
import { useState } from 'react';
import { client } from '../client/client.ts';
import { useLive } from '../client/live.ts';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { Bar } from './states.tsx';
import { sayError } from './toasts.tsx';

export function TaskBar({ taskId, label }: { taskId: string; label: string }) {
  const task = useLive((state) => state.tasks.get(taskId));
  const [stopping, setStopping] = useState(false);
  if (!task) return null;
  const stop = () => {
    setStopping(true);
    client.system.cancelTask({ taskId }).catch(sayError);
  };
  return (
    <div className="task-bar">
      <div className="grow">
        <span className="small">{label}</span>
        <Bar label={label} value={task.done} total={task.total} />
      </div>
      <Button small isDisabled={stopping} onPress={stop}>
        {stopping ? t.common.stopping : t.common.stop}
      </Button>
    </div>
  );
}
