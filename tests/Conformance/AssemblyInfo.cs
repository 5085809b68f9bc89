// Both tests write into one folder, and the program reads its configuration from the process's environment.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
