-- Whether everybody who signs in to the workspace must do so with a second factor. Keys of programs are not asked.
ALTER TABLE workspaces ADD COLUMN second_factor_demanded boolean NOT NULL DEFAULT false;
