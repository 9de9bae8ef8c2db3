/** What somebody does. */
export interface Occupation {
  readonly department: string;
  readonly title: string;
}

const DEPARTMENTS: Readonly<Record<string, string>> = {
  Sales:
    'Account Executive, Account Manager, Sales Engineer, Sales Operations Analyst, Regional Sales Manager',
  Marketing: 'Marketing Specialist, Content Designer, Campaign Manager, Brand Manager, Market Analyst',
  Engineering:
    'Software Engineer, Senior Software Engineer, Test Engineer, Site Reliability Engineer, Architect',
  Manufacturing:
    'Machine Operator, Production Planner, Process Engineer, Shift Supervisor, Maintenance Technician',
  Logistics: 'Warehouse Associate, Dispatcher, Supply Planner, Customs Specialist, Fleet Coordinator',
  'Customer Service': 'Service Agent, Service Team Lead, Support Engineer, Field Technician, Service Planner',
  Finance: 'Accountant, Controller, Payroll Specialist, Treasury Analyst, Accounts Payable Clerk',
  'Human Resources': 'Recruiter, HR Business Partner, Training Coordinator, Compensation Analyst',
  IT: 'Systems Administrator, Service Desk Analyst, Network Engineer, Identity Engineer, Database Administrator',
  Legal: 'Counsel, Contract Manager, Compliance Officer, Paralegal',
  Research: 'Research Scientist, Laboratory Technician, Data Scientist, Principal Researcher',
  Procurement: 'Buyer, Category Manager, Supplier Quality Engineer, Procurement Analyst',
  Facilities: 'Facilities Coordinator, Building Technician, Safety Officer, Receptionist',
  Quality: 'Quality Inspector, Quality Engineer, Auditor, Quality Manager',
};

/** Every title in its department. */
export const OCCUPATIONS: readonly Occupation[] = Object.entries(DEPARTMENTS).flatMap(
  ([department, titles]) => titles.split(', ').map((title) => ({ department, title })),
);
