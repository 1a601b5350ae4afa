/** The sign of the app: lines of a letter, and the answer that turns back on them. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg className="lucide" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="#1d4b4f" />
      <path d="M9 8.5h14M9 13.5h9" stroke="#9fc4bf" strokeWidth="2.4" strokeLinecap="round" />
      <path
        d="M23 13.5v3.2a4.3 4.3 0 0 1-4.3 4.3H10m3.6-4-4 4 4 4"
        fill="none"
        stroke="#f3b65f"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
