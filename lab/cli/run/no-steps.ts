/** Stands for step definitions where none are wanted, as when scenarios are only listed. */
export {};
